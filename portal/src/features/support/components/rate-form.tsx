import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { Rating } from "@hostler/ui/rating";
import { Textarea } from "@hostler/ui/textarea";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useWrite } from "@hostler/web-kit/react/write";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";

import type { Ticket } from "../api/list-tickets";
import { rateTicket } from "../api/write-tickets";

function useRatingWords(): [string, string, string, string, string] {
  const { t } = useTranslation("support");
  return [t("rating.word.1"), t("rating.word.2"), t("rating.word.3"), t("rating.word.4"), t("rating.word.5")];
}

/** How it was, once it is over. */
export function RateForm({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation("support");
  const queries = useQueryClient();
  const words = useRatingWords();
  const [rating, setRating] = useState(0);
  const [comment, setComment] = useState("");
  const { run, busy, failure } = useWrite((body: { rating: number; comment?: string }) => rateTicket(ticket.id, body));
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const done = await run({ rating, ...(comment.trim() ? { comment: comment.trim() } : {}) });
    if (done) queries.setQueryData(["tickets", "one", ticket.id], done.value);
  };
  return (
    <Card>
      <form onSubmit={(event) => void send(event)} className="flex flex-col gap-3">
        <FormFailure failure={failure} />
        <Rating label={t("rating.how")} value={rating} onChange={setRating} words={words} />
        <Field label={t("rating.comment")} optional>
          <Textarea value={comment} maxLength={1000} onChange={(event) => setComment(event.target.value)} />
        </Field>
        <Button type="submit" className="self-end" busy={busy} disabled={rating === 0}>
          {t("rating.send")}
        </Button>
      </form>
    </Card>
  );
}

export function GivenRating({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation("support");
  const words = useRatingWords();
  if (!ticket.rating) return null;
  return (
    <Card title={t("rating.given")}>
      <Rating label={t("rating.given")} value={ticket.rating} words={words} />
      {ticket.rating_comment && <p className="mt-2 text-sm whitespace-pre-line">{ticket.rating_comment}</p>}
    </Card>
  );
}
