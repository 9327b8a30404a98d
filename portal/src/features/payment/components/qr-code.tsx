import qrcode from "qrcode/lib/core/qrcode.js";
import { useMemo } from "react";

const quiet = 4;

/** One square for each dark place, as one path. */
function pathOf(text: string): { path: string; size: number } {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: "M" });
  let path = "";
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1) if (modules.get(row, column)) path += `M${column + quiet} ${row + quiet}h1v1h-1z`;
  return { path, size: modules.size + 2 * quiet };
}

/** Dark on white in either theme: that is what cameras read. */
export default function QrCode({ text, label }: { text: string; label: string }) {
  const { path, size } = useMemo(() => pathOf(text), [text]);
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" className="size-52 shrink-0 rounded-lg bg-white">
      <path d={path} fill="#000" />
    </svg>
  );
}
