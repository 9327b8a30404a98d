// The package has no types of its own; this is the part of it that draws nothing.
declare module "qrcode/lib/core/qrcode.js" {
  interface Matrix {
    size: number;
    get: (row: number, column: number) => number;
  }
  const qrcode: { create: (text: string, options: { errorCorrectionLevel: "L" | "M" | "Q" | "H" }) => { modules: Matrix } };
  export default qrcode;
}
