import { ZxcvbnFactory } from "@zxcvbn-ts/core";

// The commonest of the world; the server knows the long list and is the judge.
const common =
  "password 123456 12345678 123456789 qwerty abc123 letmein welcome admin iloveyou monkey dragon football cricket india krishna ganesh sairam hosting server master login passw0rd sunshine princess secret shadow superman test1234 changeme default root user hello freedom whatever trustno1 starwars computer michael jennifer hunter batman soccer baseball access flower summer winter spring autumn mumbai delhi bangalore pune chennai".split(
    " ",
  );

const estimator = new ZxcvbnFactory({ dictionary: { common } });

/** 0 (guessed at once) to 4 (good). `related` is what an attacker knows: name, e-mail, brand. */
export function strengthOf(password: string, related: string[] = []): 0 | 1 | 2 | 3 | 4 {
  return estimator.check(password.slice(0, 100), related.filter(Boolean)).score;
}
