// The characters of GSM 03.38 and those that count twice; all others make the whole text Unicode.
const plain = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const twice = "^{}\\[~]|€\f";

/** How many messages an SMS is paid as. */
export function smsParts(text: string): { characters: number; parts: number } {
  const gsm = [...text].every((letter) => plain.includes(letter) || twice.includes(letter));
  const characters = gsm ? [...text].reduce((sum, letter) => sum + (twice.includes(letter) ? 2 : 1), 0) : text.length;
  const [one, more] = gsm ? [160, 153] : [70, 67];
  return { characters, parts: characters <= one ? 1 : Math.ceil(characters / more) };
}
