#include "modules/notifications/send_message_job.h"

#include "core/secrets/digest.h"
#include "modules/notifications/message_repository.h"
#include "modules/notifications/notifications_module.h"
#include "modules/notifications/sender_address.h"
#include "modules/notifications/suppressed_recipients.h"

namespace hostler {
namespace {

using namespace std::chrono_literals;

// Pauses of 30 s, 1 min, 2 min … one hour: the seventh attempt comes after about an hour, the
// hundredth after four days, as mail servers themselves do it (RFC 5321 4.5.4.1).
constexpr int kAttempts = 100;
// An invoice that cannot be drawn is announced without its PDF after this many attempts (a quarter
// of an hour).
constexpr int kAttemptsForPdf = 6;

Duration pauseWhileBlocked(int attempts) {
  return std::min<Duration>(15min, 30s * (1 << std::min(attempts, 5)));
}

struct PdfMissing : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace

jobs::HandlerOptions SendMessageJob::options() {
  return {"mail", kAttempts, 30s, 1h};
}

jobs::Result SendMessageJob::run(jobs::Context& context, const SendMessage& task) {
  struct Loaded {
    std::optional<Message> message;
    MessageComposer::Draft draft;
    std::optional<SuppressedRecipient> suppressed;
  };
  auto loaded = parts_.database.read([&](db::Reader& reader) {
    Loaded found{message_repository::find(reader, context.scope().tenant, task.message), {}, {}};
    if (found.message) {
      found.suppressed = suppressed_recipients::find(
          reader, found.message->tenant, found.message->channel, found.message->recipient);
      found.draft = parts_.composer.draft(reader, *found.message,
                                          parts_.sender.secretsOf(reader, *found.message));
    }
    return found;
  });
  if (!loaded.message) return jobs::Result::done();  // it was to nobody: see NotificationSender
  auto& message = *loaded.message;
  // A failed one comes back only by a person's wish.
  const bool isOver =
      message.status != MessageStatus::Queued && message.status != MessageStatus::Failed;
  if (isOver) return jobs::Result::done();
  if (message.goodUntil && *message.goodUntil <= parts_.clock.now()) {
    return conclude(context, std::move(message), MessageStatus::Expired,
                    "it was no longer worth sending");
  }
  if (loaded.draft.isObsolete) {
    return conclude(context, std::move(message), MessageStatus::Skipped,
                    "there was nothing left to pay, or to pay for");
  }
  // A code that somebody has just asked for is no mail to complain of.
  const bool isAskedFor = loaded.suppressed && message.carriesSecret &&
                          loaded.suppressed->cause == DeliveryState::Complained;
  if (loaded.suppressed && !isAskedFor) {
    return conclude(context, std::move(message), MessageStatus::Failed,
                    "nothing is sent to this address since a message " +
                        std::string{wordOf(loaded.suppressed->cause)} + ": " +
                        loaded.suppressed->reason);
  }
  ++message.attempts;
  Carried carried;
  try {
    carried = handOver(message, loaded.draft);
    const bool isTaken = carried.result.outcome == HandedOver::Outcome::Done || carried.mayBeSent;
    // Whose answer was lost keeps the first, and takes no second under the same key.
    const bool hasTheFirst = !message.shown.is_null() && carried.carrier == message.carrier;
    if (isTaken && !hasTheFirst) message.shown = MessageComposer::shownBy(message, loaded.draft);
  } catch (const std::runtime_error& error) {
    carried.result = {HandedOver::Outcome::Later, error.what()};
  }
  return goOn(context, std::move(message), carried);
}

// Who may have it already is asked again, and nobody else: under its key it is sent once.
Carried SendMessageJob::handOver(const Message& message, MessageComposer::Draft& draft) {
  auto carriers = parts_.carriers.of(message.tenant, message.channel);
  if (std::ranges::find(carriers, message.carrier) != carriers.end()) carriers = {message.carrier};
  return message.channel == MessageChannel::Email ? handOverMail(message, draft, carriers)
                                                  : handOverSms(message, draft, carriers);
}

Carried SendMessageJob::handOverSms(const Message& message, const MessageComposer::Draft& draft,
                                    const std::vector<std::string>& carriers) {
  auto text = parts_.composer.render(message, draft).text;
  while (text.ends_with('\n')) text.pop_back();
  const Sms sms{message.id.text(), message.recipient, text, message.templateName};
  return MessageCarriers::inTurn(carriers, [&](const std::string& carrier) {
    if (carrier == MessageCarriers::kBuiltin)
      return Carried{parts_.sms.handOver(sms), {}, {}, false};
    return parts_.carriers.send(carrier, sms.request(), sms.id);
  });
}

Carried SendMessageJob::handOverMail(const Message& message, MessageComposer::Draft& draft,
                                     const std::vector<std::string>& carriers) {
  const auto name = draft.model["client"].value("name", "");
  const auto to = mail::Mailbox::parse(message.recipient, name == message.recipient ? "" : name);
  if (!to)
    return {
        {HandedOver::Outcome::Refused, "the recipient is not one e-mail address"}, {}, {}, false};
  const auto tenant = parts_.tenants.get(message.tenant);
  const auto sender =
      senderAddressOf(tenant, parts_.tenants.settings(message.tenant), parts_.fallbackFrom);
  auto attachments = attachmentsOf(message, draft);
  draft.model["attached"] = !attachments.empty();
  draft.model["several_attached"] = attachments.size() > 1;
  const auto rendered = parts_.composer.render(message, draft);
  mail::Message wire{message.reference, message.createdAt, sender.from,   *to, sender.replyTo,
                     rendered.subject,  rendered.text,     rendered.html, {},  ""};
  wire.attachments = std::move(attachments);
  return MessageCarriers::inTurn(carriers, [&](const std::string& carrier) {
    if (carrier == MessageCarriers::kBuiltin)
      return Carried{parts_.mail.handOver(wire), {}, {}, false};
    return parts_.carriers.send(carrier, requestOf(wire, message.id.text()), message.id.text());
  });
}

// As notifier/1.send takes it. Who has no address of his own leaves the sender to the plugin.
Json SendMessageJob::requestOf(const mail::Message& wire, const std::string& id) const {
  Json attachments = Json::array();
  for (const auto& file : wire.attachments) {
    attachments.push_back(
        {{"name", file.name}, {"media_type", file.mediaType}, {"body_base64", base64(file.bytes)}});
  }
  Json request{
      {"reference", id},           {"channel", "email"},        {"to", wire.to.address()},
      {"to_name", wire.to.name()}, {"subject", wire.subject},   {"text", wire.text},
      {"html", wire.html},         {"headers", Json::object()}, {"variables", Json::object()},
      {"attachments", attachments}};
  if (wire.from.address() != parts_.fallbackFrom) {
    request["from"] = wire.from.address();
    request["from_name"] = wire.from.name();
  }
  if (wire.replyTo) request["reply_to"] = wire.replyTo->address();
  return request;
}

// All of them or none: the mail says that they are there.
std::vector<mail::Attachment> SendMessageJob::attachmentsOf(const Message& message,
                                                            const MessageComposer::Draft& draft) {
  std::vector<mail::Attachment> attachments;
  if (parts_.invoicePdf == nullptr) return attachments;
  for (const auto& one : draft.attachments) {
    try {
      attachments.push_back(
          {one.fileName, "application/pdf",
           std::visit([&](auto id) { return parts_.invoicePdf->pdfOf(message.tenant, id); },
                      one.document)});
    } catch (const std::exception& error) {
      if (message.attempts <= kAttemptsForPdf)
        throw PdfMissing{std::string{"no PDF: "} + error.what()};
      log_.error("message.without_pdf", {{"message", message.id.text()}, {"file", one.fileName}});
      return {};
    }
  }
  return attachments;
}

jobs::Result SendMessageJob::conclude(jobs::Context& context, Message message, MessageStatus status,
                                      std::string answer) {
  message.status = status;
  message.answer = std::move(answer);
  if (status == MessageStatus::Sent) message.sentAt = parts_.clock.now();
  context.transaction([&](db::Transaction& tx) {
    message_repository::saveOutcome(tx, message);
    if (!message.shown.is_null()) message_repository::saveShown(tx, message);
    const bool mayGo = status == MessageStatus::Sent || status == MessageStatus::Expired;
    if (message.hasSecrets && mayGo && !parts_.keepSecrets)
      message_repository::wipeSecrets(tx, message.id);
    context.finish(tx, {{"message", message.id.text()}, {"state", wordOf(status)}});
  });
  return jobs::Result::recorded();
}

jobs::Result SendMessageJob::goOn(jobs::Context& context, Message message, const Carried& carried) {
  const auto& result = carried.result;
  const bool isTaken = result.outcome == HandedOver::Outcome::Done || carried.mayBeSent;
  if (isTaken && !carried.carrier.empty()) {
    message.carrier = carried.carrier;
    message.carrierId = carried.carrierId;
    context.transaction([&](db::Transaction& tx) {
      message_repository::saveCarrier(tx, message);
      if (carried.mayBeSent) message_repository::saveShown(tx, message);
    });
  }
  const bool isLast = context.isLastAttempt(kAttempts);
  switch (result.outcome) {
    case HandedOver::Outcome::Done:
      return conclude(context, std::move(message), MessageStatus::Sent, result.answer);
    case HandedOver::Outcome::Refused:
    case HandedOver::Outcome::Later:
    case HandedOver::Outcome::Blocked:
      break;
  }
  const bool isRefused = result.outcome == HandedOver::Outcome::Refused;
  const bool isGivenUp = isRefused || (isLast && result.outcome == HandedOver::Outcome::Later);
  message.status = isGivenUp ? MessageStatus::Failed : MessageStatus::Queued;
  message.answer = result.answer;
  context.transaction([&](db::Transaction& tx) { message_repository::saveOutcome(tx, message); });
  log_.warning("message.not_sent", {{"message", message.id.text()},
                                    {"template", message.templateName},
                                    {"attempts", message.attempts},
                                    {"state", wordOf(message.status)}});
  // The job's own words may be seen by more people than the message: they do not name the
  // recipient.
  if (isRefused) return jobs::Result::fail("the message was refused; see the message");
  if (result.outcome == HandedOver::Outcome::Blocked) {
    return jobs::Result::wait(pauseWhileBlocked(message.attempts - 1),
                              "nothing goes out now; see the message");
  }
  return jobs::Result::retry("the message could not be handed over; see the message");
}

}  // namespace hostler
