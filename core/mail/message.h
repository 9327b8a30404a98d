#pragma once

#include "core/mail/mailbox.h"
#include "core/time/instant.h"

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace hostler::mail {

/// A file that goes with a message.
struct Attachment {
  std::string name;       ///< a label: a path before it is cut off
  std::string mediaType;  ///< "application/pdf"
  std::string bytes;
};

/// One mail to one recipient.
struct Message {
  /// Made once by the caller and kept with the mail, without angle brackets
  /// ("mail_0c7k2m9qz4f1h@host.example"): a mail that is sent again after a crash is then
  /// recognised by those who got it before (RFC 5322 3.6.4).
  std::string id;
  Instant date;
  Mailbox from;
  Mailbox to;
  std::optional<Mailbox> replyTo;
  std::string subject;
  std::string text;  ///< the plain part; either may be empty
  std::string html;
  std::vector<Attachment> attachments;
  /// Where a click ends such mails, an https address; empty for mails that are owed (RFC 2369,
  /// 8058).
  std::string unsubscribeUrl;
};

/// A message that cannot be put on the wire: its id, a media type or the unsubscribe address is
/// malformed.
struct MalformedMessage : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

/// The message as it is sent: ASCII, CR LF, bodies in lines of 76 columns, no line beyond 998 (RFC
/// 5322, 2045 to 2047, 2231). The same message always gives the same bytes. Throws
/// MalformedMessage.
std::string wireText(const Message& message);

}  // namespace hostler::mail
