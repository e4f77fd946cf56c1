// @ts-check
/** Where a series is from, on which terms, and how far it reaches. */
import { byId, el } from "../dom.js";
import * as format from "../format.js";
import { DEFAULT, link } from "../state.js";
import { citation } from "../licences.js";
import { missingDays } from "./days.js";

/** @param {import("./main.js").Shown} s @param {import("../api.js").Status} status */
export function showAbout(s, status) {
  const { info } = s;
  const cited = citation(info.source, info.kind);
  const state = status.sources.find((one) => one.name === info.source);
  const rows = [
    ["Id", [el("code", {}, info.id)]],
    ["Source", [`${info.source}${state?.lastSuccessAt ? `, last read ${format.at(state.lastSuccessAt)}` : ""}${state?.stale ? " (stale: no success for twice its interval)" : ""}`]],
    ["Publisher", cited ? [el("a", { href: cited.href, rel: "noopener" }, cited.publisher)] : ["Not known to this page by the source\u2019s name: ask whoever runs this platform"]],
    ["Licence", [cited ? `${cited.terms}. This page knows it by the name that the shipped sources have; the publisher\u2019s own page decides.` : "Not known"]],
    ["Reaches", [`${format.day(info.firstDay)} to ${format.day(info.lastDay)}`]],
    ["Days with a value", [format.count(info.days)]],
    [info.kind === "market" ? "Weekdays without one" : "Days without one", [`${format.count(missingDays(s.gaps))}${info.kind === "market" ? " (holidays among them)" : ""}`]],
  ];
  byId("about", HTMLDListElement).replaceChildren(
    ...rows.flatMap(([name, said]) => [el("dt", {}, String(name)), el("dd", {}, .../** @type {(Node|string)[]} */ (said))]),
  );
  const to = link({ ...DEFAULT, [info.kind === "market" ? "x" : "y"]: info.id });
  byId("compare", HTMLElement).replaceChildren(
    "What it has to do with the other side: ",
    el("a", { href: `./${to}` }, info.kind === "market" ? "compare it with an epidemic" : "compare it with a market"), ".",
  );
}
