import { clsx, type ClassValue } from "clsx";

const sizes = "(?:xs|sm|base|lg|xl|\\d?xl|\\[[\\d.]+(?:px|em|rem)\\])";

// [what a utility looks like, the property that it sets]; the first that fits counts.
const groups: [RegExp, string][] = [
  [/^(?:block|inline|inline-block|flex|inline-flex|grid|inline-grid|hidden|contents|table)$/, "display"],
  [/^(?:static|fixed|absolute|relative|sticky)$/, "position"],
  [
    /^(p[xysetbrl]?|m[xysetbrl]?|gap(?:-[xy])?|size|w|h|min-w|max-w|min-h|max-h|z|opacity|top|bottom|start|end|left|right|inset(?:-[xy])?|duration|tracking|leading|cursor|order|self|items|whitespace|grid-cols|grid-rows|col-span|shadow|overflow(?:-[xy])?|translate-[xy]|rotate|select|basis|aspect|object)-/,
    "$1",
  ],
  [/^shadow$/, "shadow"],
  [/^ring(?:-\d+)?$/, "ring-width"],
  [/^ring-(?!offset|inset)/, "ring-color"],
  [/^animate-(?:none|spin|ping|pulse|bounce)$/, "animate"],
  [/^break-(?:normal|words|all|keep)$/, "break"],
  [/^line-clamp-/, "line-clamp"],
  [/^rounded(?:-(t|b|s|e|l|r|tl|tr|bl|br|ss|se|es|ee))?(?:-(?:none|xs|sm|md|lg|xl|\dxl|full|\[.+\]))?$/, "rounded-$1"],
  [/^border(?:-([xysetblr]))?(?:-\d+)?$/, "border-width-$1"],
  [/^border-(?:solid|dashed|dotted|none)$/, "border-style"],
  [/^border-([xysetblr])-\D/, "border-color-$1"],
  [/^border-(?!collapse)/, "border-color-"],
  [new RegExp(`^text-${sizes}$`), "font-size"],
  [/^text-(?:start|center|end|left|right|justify)$/, "text-align"],
  [/^text-(?:wrap|nowrap|balance|pretty)$/, "text-wrap"],
  [/^text-/, "color"],
  [/^font-(?:sans|mono)$/, "font-family"],
  [/^font-(?:normal|medium|semibold|bold)$/, "font-weight"],
  [/^bg-(?!linear-|gradient-)/, "background"],
  [/^flex-(?:row|col)(?:-reverse)?$/, "flex-direction"],
  [/^flex-(?:wrap|nowrap)$/, "flex-wrap"],
  [/^flex-(?:\d+|auto|none|initial)$/, "flex"],
  [/^(shrink|grow)(?:-\d+)?$/, "$1"],
  [/^justify-(?:start|end|center|between|around|evenly)$/, "justify-content"],
  [/^(?:uppercase|lowercase|capitalize|normal-case)$/, "text-transform"],
  [/^(?:underline|overline|line-through|no-underline)$/, "text-decoration"],
  [/^transition(?:-.+)?$/, "transition"],
  [/^(?:visible|invisible|collapse)$/, "visibility"],
  [/^underline-offset-/, "underline-offset"],
  [/^stroke-\D/, "stroke-color"],
  [/^align-/, "vertical-align"],
  [/^list-(?:disc|decimal|none)$/, "list-style"],
];

// What a wider property sets too, and so takes the place of.
const covers: Record<string, string[]> = {
  p: ["px", "py", "ps", "pe", "pt", "pb", "pr", "pl"],
  px: ["ps", "pe", "pr", "pl"],
  py: ["pt", "pb"],
  m: ["mx", "my", "ms", "me", "mt", "mb", "mr", "ml"],
  mx: ["ms", "me", "mr", "ml"],
  my: ["mt", "mb"],
  size: ["w", "h"],
  gap: ["gap-x", "gap-y"],
  overflow: ["overflow-x", "overflow-y"],
  inset: ["inset-x", "inset-y", "start", "end", "top", "right", "bottom", "left"],
  "inset-x": ["start", "end", "right", "left"],
  "inset-y": ["top", "bottom"],
  "rounded-": ["s", "e", "t", "r", "b", "l", "ss", "se", "ee", "es", "tl", "tr", "br", "bl"].map((corner) => `rounded-${corner}`),
  ...Object.fromEntries(
    ["border-width-", "border-color-"].flatMap((kind) => [
      [kind, [..."xysetrbl"].map((side) => kind + side)],
      [`${kind}x`, [..."serl"].map((side) => kind + side)],
      [`${kind}y`, [..."tb"].map((side) => kind + side)],
    ]),
  ),
  "line-clamp": ["display", "overflow"],
  "font-size": ["leading"],
  flex: ["basis", "grow", "shrink"],
};

const known = new Map<string, string>();

/** The property that a class sets and when ("md:hover:padding"); "" for one that is never replaced. */
function propertyOf(name: string): string {
  const before = known.get(name);
  if (before !== undefined) return before;
  const cut = name.search(/[^:]*$/);
  // A colon inside brackets parts nothing: such a class is its own.
  const utility = name.includes("[") && /\[[^\]]*:/.test(name) ? "" : name.slice(cut).replace(/^-/, "");
  let property = "";
  for (const [look, group] of groups) {
    const found = look.exec(utility);
    if (!found) continue;
    property = `${name.slice(0, cut)}|${group.replace("$1", found[1] ?? "")}`;
    break;
  }
  known.set(name, property);
  return property;
}

/** Joins class names; a later class wins over an earlier one that sets the same. Knows the classes that we use, and no more: tailwind-merge, which knows all, is its judge in the tests. */
export function cn(...classes: ClassValue[]) {
  const taken = new Set<string>();
  const kept: string[] = [];
  for (const name of clsx(classes).split(/\s+/).reverse()) {
    if (!name) continue;
    const property = propertyOf(name);
    if (property) {
      if (taken.has(property)) continue;
      taken.add(property);
      const at = property.indexOf("|") + 1;
      for (const covered of covers[property.slice(at)] ?? []) taken.add(property.slice(0, at) + covered);
    } else {
      if (taken.has(name)) continue;
      taken.add(name);
    }
    kept.push(name);
  }
  return kept.reverse().join(" ");
}
