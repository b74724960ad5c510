#!/usr/bin/env node
"use strict"
// The program needs a newer Node than this file: an old one gets a sentence instead of a syntax error.
var module_ = require("node:module")
var version = process.versions.node.split(".").map(Number)
if (version[0] < 22 || (version[0] === 22 && version[1] < 19)) {
  console.error("defender-versions needs Node 22.19 or newer; this is Node " + process.versions.node + ".")
  process.exit(1)
}
module_.enableCompileCache()
void import("../dist/bin.js")
