// Reads texts as JSON on standard input, and writes the addresses that static/js/address.js proposes.
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";

const page = { window: {} };
const script = new URL("../static/js/address.js", import.meta.url);
runInNewContext(readFileSync(script, "utf8"), page);
const texts = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map((text) => page.window.URLify(text, 100))));
