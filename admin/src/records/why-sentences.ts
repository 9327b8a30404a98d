// The engine says why in English sentences, the same for the log, the API and its own records. Those that carry a value:
export const sentences = {
  costs: /^it costs (.+) a month, more than (.+); a person confirms its end$/,
  noRate: /^what it costs has no exchange rate to hold against (.+) a month; a person confirms its end$/,
  beyondLimit: /^It would act on more than (\d+) rows; run it by hand to confirm\.$/,
};

/** Where the words for a sentence without a value stand: those for "the client's group is exempt" at the_client_s_group_is_exempt. */
export function whyKey(sentence: string): string {
  return sentence
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_|_$/g, "");
}
