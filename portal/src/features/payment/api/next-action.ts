/** What is to be done next, as gateways say it (api.md 4). */
export type NextAction =
  | { type: "razorpay_checkout"; order_id: string; key_id: string; amount: number; currency: string; script: string; customer_id?: string; recurring?: boolean }
  | { type: "stripe_payment_element"; payment_intent?: string; setup_intent?: string; client_secret: string; publishable_key: string; script: string }
  | { type: "redirect"; url: string }
  | Instructions;

/** For a transfer that the payer makes, of money or of coins. */
export interface Instructions {
  type: "instructions";
  /** The whole of it in English, for what has no details. */
  text: string;
  reference: string;
  details?: Detail[];
  /** The shop's own words. */
  note?: string;
  /** A proof may be sent. */
  proof?: boolean;
  /** What any UPI app opens. */
  upi?: string;
  /** What a wallet for coins opens. */
  link?: string;
}

export interface Detail {
  name: string;
  label: string;
  value: string;
}

/** What gateways put into the address that they lead back to; it is told to the engine as it is. */
export const returnNames = [
  "payment_intent",
  "payment_intent_client_secret",
  "setup_intent",
  "setup_intent_client_secret",
  "checkout_session",
  "razorpay_payment_id",
  "razorpay_payment_link_id",
  "razorpay_payment_link_reference_id",
  "razorpay_payment_link_status",
  "razorpay_signature",
] as const;
