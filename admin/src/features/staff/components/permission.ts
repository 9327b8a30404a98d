// As the engine judges: a pattern is "*", "read", an action, or one with a star at the end of a part; behind a ! it takes away.
const looking = ["Read", "List", "Get", "View"];

function coversPart(pattern: string, part: string): boolean {
  return pattern.endsWith("*") ? part.startsWith(pattern.slice(0, -1)) : part === pattern;
}

export function covers(pattern: string, action: string): boolean {
  if (pattern === "*") return true;
  const [area = "", verb = ""] = action.split(":");
  if (pattern === "read") return looking.some((word) => verb.startsWith(word));
  const [patternArea = "", patternVerb = ""] = pattern.split(":");
  return coversPart(patternArea, area) && coversPart(patternVerb, verb);
}

export function allows(patterns: string[], action: string): boolean {
  const denied = patterns.some((pattern) => pattern.startsWith("!") && covers(pattern.slice(1), action));
  return !denied && patterns.some((pattern) => !pattern.startsWith("!") && covers(pattern, action));
}

/** The same patterns with one action given or taken away, and nothing else changed of what is known. */
export function withAction(patterns: string[], action: string, on: boolean, known: string[]): string[] {
  if (allows(patterns, action) === on) return patterns;
  if (!on) {
    const left = patterns.filter((pattern) => pattern !== action);
    return allows(left, action) ? [...left, `!${action}`] : left;
  }
  // A denial that covers more is taken apart: the others that it covers stay denied.
  const opened = patterns.flatMap((pattern) => {
    if (!pattern.startsWith("!") || !covers(pattern.slice(1), action)) return [pattern];
    return known.filter((other) => other !== action && covers(pattern.slice(1), other)).map((other) => `!${other}`);
  });
  const unique = [...new Set(opened)];
  return allows(unique, action) ? unique : [...unique, action];
}
