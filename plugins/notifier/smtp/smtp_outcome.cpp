#include "smtp_outcome.h"

namespace hostler::smtp {
namespace {

std::string codeOf(const Conversation& conversation) {
  return "smtp_" + std::to_string(conversation.replyCode);
}

bool isForLater(int reply) {
  return reply >= 400 && reply < 500;
}
bool isNo(int reply) {
  return reply >= 500 && reply < 600;
}

// What is said of us and not of the message: a refusal to talk at all, and "authentication
// required" and its kin (RFC 4954 section 6).
bool isAboutUs(const Conversation& conversation) {
  const bool beforeMail = conversation.command != "MAIL" && conversation.command != "RCPT" &&
                          conversation.command != "DATA";
  return beforeMail || conversation.replyCode == 530 || conversation.replyCode == 534 ||
         conversation.replyCode == 535 || conversation.replyCode == 538;
}

// MAIL names the sender, who is ours, and besides only the size.
bool isAboutSender(const Conversation& conversation) {
  return conversation.command == "MAIL" && conversation.replyCode != 552;
}

sdk::ProviderError refusal(const Conversation& conversation) {
  if (isForLater(conversation.replyCode))
    return sdk::retryable(codeOf(conversation), conversation.reply);
  if (!conversation.contentGiven && isAboutUs(conversation))
    return sdk::needsAttention(codeOf(conversation), conversation.reply);
  if (!conversation.contentGiven && isAboutSender(conversation))
    return sdk::needsAttention("sender_refused", conversation.reply);
  return sdk::permanent(codeOf(conversation), conversation.reply);
}

}  // namespace

sdk::ProviderError errorOf(const Conversation& conversation, const std::string& host) {
  const bool timedOut = conversation.code == CURLE_OPERATION_TIMEDOUT;
  const bool isRefused = isForLater(conversation.replyCode) || isNo(conversation.replyCode);
  if (conversation.contentGiven) {
    if (isRefused && !timedOut) return refusal(conversation);
    return sdk::unknown(timedOut ? "timeout" : "answer_lost",
                        host + " did not say whether it took the mail");
  }
  switch (conversation.code) {
    case CURLE_LOGIN_DENIED:
      if (isForLater(conversation.replyCode)) return refusal(conversation);
      return sdk::needsAttention("credentials_refused",
                                 host + " does not accept the user name and password");
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
      return sdk::needsAttention("tls_untrusted", "the certificate of " + host + " is not trusted");
    case CURLE_USE_SSL_FAILED:
      return sdk::needsAttention("tls_missing", host + " does not offer STARTTLS");
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return sdk::needsAttention("address_not_allowed", "host and port are not those of a server");
    case CURLE_OPERATION_TIMEDOUT:
      return sdk::retryable("timeout", host + " did not answer in time; nothing was handed over");
    default:
      break;
  }
  if (isRefused) return refusal(conversation);
  return sdk::retryable("unreachable",
                        "no conversation with " + host + "; nothing was handed over");
}

}  // namespace hostler::smtp
