/**
 * What people call software, and the words Defender has for it. Initials need no entry (`ssms`, `sccm`, `wac`): search
 * takes them from the names themselves.
 */
export const abbreviations: Readonly<Record<string, ReadonlyArray<string>>> = {
  acro: ["acrobat"],
  adoptium: ["eclipse temurin"],
  adoptopenjdk: ["eclipse temurin"],
  configmgr: ["system center configuration manager"],
  cpp: ["c++"],
  "defender atp": ["defender for endpoint"],
  "dot net": ["net"],
  dotnet: ["net"],
  ff: ["firefox"],
  gchrome: ["google chrome"],
  ie: ["internet explorer"],
  ie11: ["internet explorer"],
  java: ["jre", "jdk"],
  "java development kit": ["jdk"],
  "java runtime": ["jre"],
  "java runtime environment": ["jre"],
  m365: ["microsoft 365 apps"],
  mdatp: ["defender for endpoint"],
  mde: ["defender for endpoint"],
  mecm: ["system center configuration manager"],
  ms: ["microsoft"],
  msedge: ["microsoft edge"],
  msft: ["microsoft"],
  msoffice: ["microsoft office"],
  mssql: ["sql server"],
  mstsc: ["remote desktop"],
  msteams: ["microsoft teams"],
  msvc: ["visual c++"],
  msxml: ["xml core services"],
  "notepad plus plus": ["notepad++"],
  notepadpp: ["notepad++"],
  npp: ["notepad++"],
  o365: ["microsoft 365 apps"],
  "office 365": ["microsoft 365 apps"],
  office365: ["microsoft 365 apps"],
  pbi: ["power bi"],
  psql: ["postgresql"],
  pwsh: ["powershell"],
  rdp: ["remote desktop"],
  rhel: ["redhat enterprise linux"],
  vbox: ["virtualbox"],
  "vc++": ["visual c++"],
  vcredist: ["visual c++ redistributable"],
  vs: ["visual studio"],
  vsc: ["visual studio code"],
  vscode: ["visual studio code"],
  vstudio: ["visual studio"]
}

/** Words that say little by themselves. They count when a product has them, and are passed over when none does. */
export const fillers: ReadonlySet<string> = new Set(
  (
    "a an and app application are browser by client corp corporation current do does edition en for from have how in inc " +
    "installed is latest limited llc ltd many of on our product program release run running software the tool update us " +
    "user version versions we what which with x64 x86 64 32 bit 64bit 32bit amd64 arm64"
  ).split(" ")
)
