// Reads {address: markup} as JSON from standard input, and writes what is wrong with it as JSON.
import { readFileSync } from "node:fs";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    // What the standard and accessibility ask for; "recommended" would add opinions on style.
    extends: ["html-validate:standard", "html-validate:a11y"],
    rules: { "no-missing-references": "error" },
  }),
);

const complaints = [];
for (const [address, markup] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  const { results } = await validator.validateString(markup);
  for (const { line, ruleId, message } of results.flatMap((result) => result.messages)) {
    complaints.push(`${address} line ${line}: ${message} (${ruleId})`);
  }
}
process.stdout.write(JSON.stringify(complaints));
