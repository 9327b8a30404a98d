import { Button } from "@hostler/ui/button";
import { toast } from "@hostler/ui/toaster";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";

import { removeItem, type CartItem } from "../api/cart";

export function RemoveLine({ item }: { item: CartItem }) {
  const { t } = useTranslation("order");
  const explain = useExplain();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeItem(item.id),
    onSettled: () => queries.invalidateQueries({ queryKey: ["cart"] }),
    onError: (error) => void toast("error", t("change_failed"), { description: explain(error).detail }),
  });
  return (
    <Button variant="ghost" size="icon" busy={remove.isPending} aria-label={`${t("remove")}: ${item.name}`} onClick={() => remove.mutate()}>
      {!remove.isPending && <Trash2 aria-hidden />}
    </Button>
  );
}
