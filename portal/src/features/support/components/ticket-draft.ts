import type { KeptFile } from "@hostler/web-kit/kept-file";

import type { NewTicket } from "../api/write-tickets";

export const priorities = ["low", "normal", "high", "urgent"] as const;

/** What nothing was chosen for: a select has no empty value. */
export const none = "none";

export interface TicketValues {
  subject: string;
  message: string;
  department_id: string;
  priority: string;
  service_id: string;
}
export interface TicketDraft extends TicketValues {
  attachments: KeptFile[];
}

/** As it stands when nobody wrote before; the address may say what it is about. */
export function emptyTicket(about: { service?: string; department?: string; subject?: string }): TicketValues {
  return { subject: about.subject ?? "", message: "", department_id: about.department ?? none, priority: "normal", service_id: about.service ?? none };
}

export function bodyOf(values: TicketValues, attachments: KeptFile[]): NewTicket {
  return {
    subject: values.subject.trim(),
    message: values.message,
    priority: priorities.find((one) => one === values.priority),
    ...(values.department_id === none ? {} : { department_id: values.department_id }),
    ...(values.service_id === none ? {} : { service_id: values.service_id }),
    ...(attachments.length > 0 ? { attachments: attachments.map((file) => file.id) } : {}),
  };
}
