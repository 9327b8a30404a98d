import type { Contact, Contacts } from "../api/change-domain";

export const roles = ["registrant", "admin", "tech", "billing"] as const;
export type Role = (typeof roles)[number];
export type OtherRole = Exclude<Role, "registrant">;
export const otherRoles = ["admin", "tech", "billing"] as const satisfies readonly OtherRole[];

export type ContactsForm = Record<Role, Contact> & {
  /** Roles that are somebody else than the registrant. */
  own: Record<OtherRole, boolean>;
};

const empty: Contact = { first_name: "", last_name: "", organization: "", email: "", phone: "", line1: "", line2: "", city: "", state: "", postal_code: "", country: "IN" };

/** As people write a number: "+919822012345" for the registry's "+91.9822012345". */
function read(contact: Contact | undefined): Contact {
  return { ...empty, ...contact, phone: (contact?.phone ?? "").replace(".", "") };
}

export function formOf(contacts: Partial<Contacts> | null): ContactsForm {
  return {
    registrant: read(contacts?.registrant),
    admin: read(contacts?.admin ?? contacts?.registrant),
    tech: read(contacts?.tech ?? contacts?.registrant),
    billing: read(contacts?.billing ?? contacts?.registrant),
    own: { admin: Boolean(contacts?.admin), tech: Boolean(contacts?.tech), billing: Boolean(contacts?.billing) },
  };
}

function write(contact: Contact): Contact {
  return { ...contact, email: contact.email.trim(), phone: contact.phone.replaceAll(/[\s()-]/g, "") };
}

/** As the API takes it: a role that the registrant plays is left out. */
export function contactsOf({ registrant, own, ...others }: ContactsForm): Contacts {
  const body: Contacts = { registrant: write(registrant) };
  for (const role of otherRoles) if (own[role]) body[role] = write(others[role]);
  return body;
}
