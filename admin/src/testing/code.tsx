interface CodeProps {
  label: string;
  value: string;
  onChange?: (value: string) => void;
  readOnly?: boolean;
}

/** In place of CodeMirror, which wants a real page: `vi.mock("../../code/codemirror-view", () => import("../../testing/code"))`. */
export default function Code({ label, value, onChange, readOnly }: CodeProps) {
  return <textarea aria-label={label} value={value} readOnly={readOnly} onChange={(event) => onChange?.(event.target.value)} />;
}
