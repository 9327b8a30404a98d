import { toast } from "@hostler/ui/toaster";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useWrite } from "@hostler/web-kit/react/write";
import { useQueryClient } from "@tanstack/react-query";

import { actOnInstance, type MachineAction } from "../api/act-on-instance";

/** Asks for something to be done to a machine; what becomes of it is seen on the machine. */
export function useMachineAction(id: string) {
  const { t } = useTranslation("compute");
  const queries = useQueryClient();
  const { run, busy, failure, clear } = useWrite((action: MachineAction, header) => actOnInstance(id, action, header));
  const act = async (action: MachineAction): Promise<boolean> => {
    const done = await run(action);
    await queries.invalidateQueries({ queryKey: ["instances"] });
    if (!done) return false;
    void toast("info", t("asked_for"));
    return true;
  };
  return { act, busy, failure, clear };
}
