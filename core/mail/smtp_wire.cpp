#include "core/mail/smtp_wire.h"

#include "core/mail/header_text.h"

#include <Poco/AutoPtr.h>
#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Timespan.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace hostler::mail {
namespace {

using Poco::Net::Context;

// RFC 5321 4.5.3.1.5 allows 512; servers write longer ones.
constexpr std::size_t kLongestLine = 8'192;
constexpr std::size_t kMostLines = 128;

Poco::Timespan span(std::chrono::milliseconds time) {
  return Poco::Timespan{std::max<std::int64_t>(time.count(), 1) * 1000};
}

Poco::Net::SocketAddress resolve(const SmtpSettings& settings) {
  const Poco::Net::SocketAddress address{settings.host, settings.port};
  if (settings.security == SmtpSecurity::Loopback && !address.host().isLoopback()) {
    throw SmtpBroken{Stage::Secure, "mails leave this machine under TLS only"};
  }
  return address;
}

// OpenSSL checks chain and name by itself here; POCO's own check leaves "localhost" out.
Context::Ptr tlsContext(const SmtpSettings& settings) {
  Context::Ptr context =
      Poco::makeAuto<Context>(Context::TLS_CLIENT_USE, "", "", settings.caFile,
                              Context::VERIFY_STRICT, 9, settings.caFile.empty());
  context->requireMinimumProtocol(Context::PROTO_TLSV1_2);
  context->enableExtendedCertificateVerification(false);
  SSL_CTX_set_verify(context->sslContext(), SSL_VERIFY_PEER, nullptr);
  auto* rules = SSL_CTX_get0_param(context->sslContext());
  X509_VERIFY_PARAM_set_hostflags(rules, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  const bool numeric = X509_VERIFY_PARAM_set1_ip_asc(rules, settings.host.c_str()) == 1;
  if (!numeric && X509_VERIFY_PARAM_set1_host(rules, settings.host.c_str(), 0) != 1) {
    throw SmtpBroken{Stage::Secure, "the mail server's name cannot be checked"};
  }
  return context;
}

// Runs `work`; what POCO throws becomes SmtpBroken in its own words.
template <class Work>
auto atStage(Stage stage, Work work) {
  try {
    return work();
  } catch (const Poco::TimeoutException&) {
    throw SmtpBroken{stage, "timed out"};
  } catch (const Poco::Exception& error) {
    throw SmtpBroken{stage, error.displayText()};
  }
}

}  // namespace

SmtpWire::SmtpWire(const SmtpSettings& settings) : settings_{settings} {
  atStage(Stage::Connect, [&] {
    socket_.connect(resolve(settings_), span(settings_.connectTimeout));
    socket_.setNoDelay(true);
    socket_.setSendTimeout(span(settings_.timeout));
    socket_.setReceiveTimeout(span(settings_.timeout));
  });
  if (settings_.security == SmtpSecurity::Tls) secure();
}

void SmtpWire::secure() {
  atStage(Stage::Secure, [&] {
    buffer_.clear();
    auto secured =
        Poco::Net::SecureStreamSocket::attach(socket_, settings_.host, tlsContext(settings_));
    secured.setSendTimeout(span(settings_.timeout));
    secured.setReceiveTimeout(span(settings_.timeout));
    secured.completeHandshake();
    socket_ = secured;
  });
}

void SmtpWire::send(Stage stage, std::string_view bytes) {
  atStage(stage, [&] {
    while (!bytes.empty()) {
      const auto size = static_cast<int>(std::min<std::size_t>(bytes.size(), 64 * 1024));
      const int sent = socket_.sendBytes(bytes.data(), size);
      if (sent <= 0) throw SmtpBroken{stage, "the server closed the connection"};
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  });
}

void SmtpWire::fill(Stage stage, Time deadline) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
      deadline - std::chrono::steady_clock::now());
  if (left.count() <= 0) throw SmtpBroken{stage, "timed out"};
  std::array<char, 4096> bytes{};
  const int size = atStage(stage, [&] {
    socket_.setReceiveTimeout(span(left));
    return socket_.receiveBytes(bytes.data(), static_cast<int>(bytes.size()));
  });
  if (size <= 0) throw SmtpBroken{stage, "the server closed the connection"};
  buffer_.append(bytes.data(), static_cast<std::size_t>(size));
}

std::string SmtpWire::receiveLine(Stage stage, Time deadline) {
  std::size_t end = 0;
  while ((end = buffer_.find('\n')) == std::string::npos) {
    if (buffer_.size() > kLongestLine) throw SmtpBroken{stage, "the server's answer has no end"};
    fill(stage, deadline);
  }
  auto line = buffer_.substr(0, end);
  buffer_.erase(0, end + 1);
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

SmtpReply SmtpWire::receive(Stage stage, std::vector<std::string>* lines) {
  const auto deadline = std::chrono::steady_clock::now() + settings_.timeout;
  SmtpReply reply;
  for (std::size_t count = 0; count < kMostLines; ++count) {
    const auto line = receiveLine(stage, deadline);
    const bool numbered =
        line.size() >= 3 &&
        std::all_of(line.begin(), line.begin() + 3, [](char c) { return c >= '0' && c <= '9'; });
    const char after = line.size() > 3 ? line[3] : ' ';
    if (!numbered || (after != ' ' && after != '-')) {
      throw SmtpBroken{stage, "the server does not speak SMTP"};
    }
    reply.code = std::stoi(line.substr(0, 3));
    const auto said =
        withoutControls(std::string_view{line}.substr(std::min<std::size_t>(4, line.size())));
    if (reply.text.size() < 500)
      reply.text += (reply.text.empty() ? "" : " ") + said.substr(0, 500);
    if (lines != nullptr) lines->push_back(said);
    if (after == ' ') return reply;
  }
  throw SmtpBroken{stage, "the server's answer has no end"};
}

}  // namespace hostler::mail
