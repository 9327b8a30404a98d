import { groupedPhone } from "@hostler/ui/lib/grouped-phone";

/** In groups; loaded after the page, which shows the number as it is until then. */
export default function FooterPhone({ number }: { number: string }) {
  return <>{groupedPhone(number)}</>;
}
