import { Console, Effect } from "effect"
import { CliOutput } from "effect/cli"

const oneLine = (message: string) =>
  message.replace("Schema validation failed: ", "").replaceAll("\n", " ").replace(/\.$/, "")

/** Shows help and version on standard output, and what is wrong with a command line as one line on standard error. */
export const layer = CliOutput.layerPresenter({
  present: (event) => {
    switch (event._tag) {
      case "Version":
        return Console.log(`${event.name} ${event.version}`)
      case "InvalidInvocation": {
        const problems = event.errors.map(({ message }) => oneLine(message)).join("; ")
        return Console.error(`${problems}. Try: ${event.commandPath.join(" ")} --help`)
      }
      case "Help":
        return Effect.flatMap(CliOutput.Formatter, (formatter) => Console.log(formatter.formatHelpDoc(event.helpDoc)))
    }
  }
})
