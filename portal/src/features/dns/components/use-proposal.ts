import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import type { Publishing } from "../api/edit-zone";
import type { Plan, Zone } from "../api/zones";

/** One way of changing the zone: with a preview it says what it would do. */
export type Change = (how: Publishing) => Promise<Plan>;
export type Propose = (title: string, change: Change) => Promise<void>;

interface Proposal {
  title: string;
  plan: Plan;
  change: Change;
}

/** Every change is looked at before it is published; what was published last can be taken back. */
export function useProposal(zone: Zone, onPublished: () => void) {
  const queries = useQueryClient();
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const [published, setPublished] = useState<{ serial: number; before: number } | null>(null);
  /** Throws what the engine has against it: its faults belong to the form that asked. */
  const propose: Propose = async (title, change) => {
    const plan = await change({ preview: true });
    setProposal({ title, plan, change });
  };
  const done = (plan: Plan) => {
    setProposal(null);
    if (plan.job) setPublished({ serial: plan.serial, before: zone.serial });
    onPublished();
    void queries.invalidateQueries({ queryKey: ["zones"] });
  };
  return { proposal, published, propose, done, close: () => setProposal(null) };
}
