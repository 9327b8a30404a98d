export type Tone = "neutral" | "info" | "success" | "warning" | "danger";
export type StatusShape = "dot" | "check" | "clock" | "alert" | "cross" | "pause" | "spin" | "question" | "archive";

const map: Record<string, [Tone, StatusShape]> = {
  // accounts
  active: ["success", "check"],
  suspended: ["warning", "pause"],
  closed: ["neutral", "archive"],
  verified: ["success", "check"],
  // orders and their items
  pending: ["info", "clock"],
  processing: ["info", "spin"],
  cancelled: ["neutral", "cross"],
  fraud: ["danger", "alert"],
  provisioning: ["info", "spin"],
  parked: ["danger", "alert"],
  // invoices and payments
  draft: ["neutral", "dot"],
  unpaid: ["warning", "clock"],
  paid: ["success", "check"],
  partially_paid: ["warning", "clock"],
  processed: ["success", "check"],
  waiting: ["info", "clock"],
  invoiced: ["success", "check"],
  unmatched: ["danger", "question"],
  overdue: ["danger", "alert"],
  refunded: ["neutral", "archive"],
  requires_action: ["warning", "alert"],
  awaits_client: ["neutral", "clock"],
  initiated: ["info", "clock"],
  confirmed: ["success", "check"],
  rejected: ["danger", "cross"],
  paused: ["warning", "pause"],
  unchecked: ["neutral", "question"],
  valid: ["success", "check"],
  invalid: ["danger", "cross"],
  accepted: ["success", "check"],
  declined: ["neutral", "cross"],
  written_off: ["neutral", "archive"],
  booked: ["success", "check"],
  ignored: ["neutral", "archive"],
  dismissed: ["neutral", "archive"],
  // what ran
  queued: ["info", "clock"],
  running: ["info", "spin"],
  succeeded: ["success", "check"],
  failed: ["danger", "cross"],
  discarded: ["neutral", "archive"],
  planned: ["neutral", "clock"],
  // rows of a rule's run
  done: ["success", "check"],
  held: ["warning", "pause"],
  refused: ["warning", "cross"],
  unchanged: ["neutral", "dot"],
  foreseen: ["info", "clock"],
  sent: ["info", "check"],
  unknown: ["danger", "question"],
  // services
  terminated: ["neutral", "archive"],
  idle: ["neutral", "dot"],
  creating: ["info", "spin"],
  changing: ["info", "spin"],
  suspending: ["info", "spin"],
  unsuspending: ["info", "spin"],
  terminating: ["info", "spin"],
  attention: ["danger", "alert"],
  // machines
  started: ["success", "check"],
  stopped: ["neutral", "pause"],
  // domains
  expired: ["danger", "alert"],
  redemption: ["danger", "alert"],
  transferring: ["info", "spin"],
  transferred_away: ["neutral", "archive"],
  registering: ["info", "spin"],
  renewing: ["info", "spin"],
  restoring: ["info", "spin"],
  // zones and their versions
  publishing: ["info", "spin"],
  published: ["success", "check"],
  signing: ["info", "spin"],
  removing: ["info", "spin"],
  ending: ["warning", "clock"],
  // servers, plugins and what can be switched
  maintenance: ["warning", "pause"],
  full: ["warning", "alert"],
  healthy: ["success", "check"],
  unhealthy: ["danger", "alert"],
  enabled: ["success", "check"],
  disabled: ["neutral", "pause"],
  on: ["success", "check"],
  off: ["neutral", "pause"],
  // announced prices
  announced: ["info", "clock"],
  applied: ["success", "check"],
  replaced: ["neutral", "archive"],
  withdrawn: ["neutral", "cross"],
  // tickets and mails
  open: ["info", "dot"],
  answered: ["success", "check"],
  scheduled: ["info", "clock"],
  investigating: ["danger", "alert"],
  identified: ["warning", "alert"],
  monitoring: ["info", "dot"],
  in_progress: ["warning", "spin"],
  resolved: ["success", "check"],
  completed: ["success", "check"],
  awaiting: ["warning", "clock"],
  delivered: ["success", "check"],
  bounced: ["danger", "cross"],
  // payments as transactions
  payment: ["success", "check"],
  refund: ["neutral", "archive"],
  chargeback: ["danger", "alert"],
  under_review: ["info", "clock"],
  won: ["success", "check"],
  lost: ["danger", "cross"],
  denied: ["danger", "cross"],
  // what goes on at a registrar
  // servers by their checks
  degraded: ["warning", "alert"],
  failing: ["danger", "cross"],
  // tax numbers by their register
  // messages, and tickets that wait
  skipped: ["neutral", "archive"],
  complained: ["danger", "alert"],
  customer_reply: ["warning", "alert"],
  on_hold: ["neutral", "pause"],
  // what belongs to machines
  ready: ["success", "check"],
  deleting: ["info", "spin"],
  deleted: ["neutral", "archive"],
};

/** Every state that api.md names. */
export const knownStates = Object.keys(map);

/** The colour and shape of a state, the same in both applications. */
export function statusLook(state: string): { tone: Tone; shape: StatusShape } {
  const [tone, shape] = map[state] ?? ["neutral", "dot"];
  return { tone, shape };
}
