import { Boxes, Camera, Database, Disc3, FileKey2, HardDrive, Image, Network, Scale, Shield, Waypoints, type LucideIcon } from "lucide-react";

/** One thing that is said when a part is made, or that an action asks for. */
export interface KindField {
  name: string;
  type: "gigabytes" | "whole" | "text" | "key" | "flag" | "choice" | "own" | "rules" | "forwarding" | "pools" | "pool";
  required?: boolean;
  /** Of a choice: words of the provider's, each with a text in choice.<name>. */
  choices?: readonly string[];
  /** Of what is one's own: the kind, and what it must be a picture of. */
  of?: "volumes" | "snapshots";
  placeholder?: string;
}

export interface KindAction {
  name: "attach" | "detach" | "resize" | "set_rules";
  /** Whether it names a machine. */
  takesMachine?: boolean;
  fields?: KindField[];
  /** Whether it makes sense only while attached, or only while not. */
  when?: "attached" | "detached";
}

/** A kind of what belongs to machines. All of them are listed, made, changed and removed by the same pages. */
export interface Kind {
  word: string;
  /** Its place in the portal and in the API. */
  path: string;
  api: string;
  icon: LucideIcon;
  fields: KindField[];
  actions: KindAction[];
  /** Of its details: what the list shows. */
  columns: string[];
  /** Removing it destroys data: its name is typed. */
  holdsData?: boolean;
}

const attach: KindAction = { name: "attach", takesMachine: true };
const attachLoose: KindAction = { ...attach, when: "detached" };
const detach: KindAction = { name: "detach", takesMachine: true };

export const kinds: Kind[] = [
  {
    word: "volumes",
    path: "/compute/volumes",
    api: "/compute/volumes",
    icon: HardDrive,
    fields: [
      { name: "size_gb", type: "gigabytes", required: true },
      { name: "file_system", type: "choice", choices: ["ext4", "xfs"] },
      { name: "snapshot_id", type: "own", of: "snapshots" },
    ],
    actions: [attachLoose, { name: "detach", when: "attached" }, { name: "resize", fields: [{ name: "size_gb", type: "gigabytes", required: true }] }],
    columns: ["size_bytes", "attached"],
    holdsData: true,
  },
  {
    word: "ips",
    path: "/compute/ips",
    api: "/compute/ips",
    icon: Waypoints,
    fields: [],
    actions: [attachLoose, { name: "detach", when: "attached" }],
    columns: ["ip", "attached"],
  },
  {
    word: "firewalls",
    path: "/compute/firewalls",
    api: "/compute/firewalls",
    icon: Shield,
    fields: [{ name: "rules", type: "rules", required: true }],
    actions: [attach, detach, { name: "set_rules", fields: [{ name: "rules", type: "rules", required: true }] }],
    columns: ["rules"],
  },
  {
    word: "networks",
    path: "/compute/networks",
    api: "/compute/networks",
    icon: Network,
    fields: [{ name: "cidr", type: "text", placeholder: "10.20.0.0/20" }],
    actions: [attach, detach],
    columns: ["cidr"],
  },
  {
    word: "load_balancers",
    path: "/compute/load-balancers",
    api: "/compute/load-balancers",
    icon: Scale,
    fields: [
      { name: "balancing", type: "choice", choices: ["round_robin", "least_connections", "source"] },
      { name: "rules", type: "forwarding", required: true },
    ],
    actions: [attach, detach, { name: "set_rules", fields: [{ name: "rules", type: "forwarding", required: true }] }],
    columns: ["ip", "rules"],
  },
  {
    word: "snapshots",
    path: "/compute/snapshots",
    api: "/compute/snapshots",
    icon: Camera,
    fields: [{ name: "volume_id", type: "own", of: "volumes" }],
    actions: [],
    columns: ["of", "size_bytes"],
    holdsData: true,
  },
  {
    word: "ssh_keys",
    path: "/compute/ssh-keys",
    api: "/compute/ssh-keys",
    icon: FileKey2,
    fields: [{ name: "public_key", type: "key", required: true, placeholder: "ssh-ed25519 AAAA…" }],
    actions: [],
    columns: ["fingerprint"],
  },
  {
    word: "images",
    path: "/compute/images",
    api: "/compute/images",
    icon: Image,
    fields: [
      { name: "url", type: "text", required: true, placeholder: "https://" },
      { name: "distribution", type: "text", placeholder: "Debian" },
    ],
    actions: [],
    columns: ["distribution", "size_bytes"],
    holdsData: true,
  },
  {
    word: "isos",
    path: "/compute/isos",
    api: "/compute/isos",
    icon: Disc3,
    fields: [{ name: "url", type: "text", required: true, placeholder: "https://" }],
    actions: [attach, detach],
    columns: ["size_bytes"],
  },
  {
    word: "clusters",
    path: "/kubernetes",
    api: "/kubernetes/clusters",
    icon: Boxes,
    fields: [
      { name: "version", type: "text" },
      { name: "pools", type: "pools", required: true },
      { name: "highly_available", type: "flag" },
    ],
    actions: [
      {
        name: "resize",
        fields: [
          { name: "pool", type: "pool", required: true },
          { name: "count", type: "whole", required: true },
        ],
      },
    ],
    columns: ["version", "pools"],
    holdsData: true,
  },
  {
    word: "databases",
    path: "/databases",
    api: "/databases",
    icon: Database,
    fields: [
      { name: "engine", type: "choice", required: true, choices: ["postgresql", "mysql", "valkey", "mongodb", "kafka", "opensearch"] },
      { name: "version", type: "text" },
      { name: "size", type: "text", required: true },
      { name: "nodes", type: "whole" },
    ],
    actions: [
      {
        name: "resize",
        fields: [
          { name: "size", type: "text", required: true },
          { name: "nodes", type: "whole", required: true },
        ],
      },
    ],
    columns: ["engine", "version", "size"],
    holdsData: true,
  },
];

export function kindOf(word: string): Kind {
  const found = kinds.find((kind) => kind.word === word);
  if (!found) throw new Error(`no kind ${word}`);
  return found;
}

/** The kind whose list or record an address shows. */
export function kindAt(pathname: string): Kind | undefined {
  return kinds.find((kind) => pathname === kind.path || pathname.startsWith(`${kind.path}/`));
}
