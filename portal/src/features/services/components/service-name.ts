import type { Service } from "../api/services";

export function nameOf(service: Service): string {
  return service.domain ?? service.hostname ?? planOf(service) ?? service.id;
}

export function planOf(service: Service): string | undefined {
  const product = service.product as { name?: string } | undefined;
  return product?.name;
}

export function productIdOf(service: Service): string | undefined {
  return (service.product as { id?: string } | undefined)?.id;
}
