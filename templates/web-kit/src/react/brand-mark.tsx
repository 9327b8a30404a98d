import { useBrand } from "../brand";

/** The brand's sign: its logo, else the first letter of its name. */
export function BrandMark() {
  const brand = useBrand();
  if (brand.logo) return <img src={brand.logo} alt="" className="h-7 max-w-32" />;
  return (
    <span aria-hidden className="flex size-7 shrink-0 items-center justify-center rounded-md bg-primary text-sm font-bold text-primary-foreground">
      {[...brand.name][0]?.toUpperCase()}
    </span>
  );
}
