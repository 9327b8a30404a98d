#include "smtp_client.h"

#include <hostler/message_rules.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <memory>
#include <set>
#include <sys/socket.h>
#include <unistd.h>

namespace hostler::smtp {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kConnectTimeout{10'000}, kLongest{120'000};

struct EasyCleanup {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct ListCleanup {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, EasyCleanup>;
using List = std::unique_ptr<curl_slist, ListCleanup>;

bool isLoopback(const std::string& host) {
  if (host == "localhost" || host == "::1") return true;
  return host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string::npos;
}

// What a host name or an address may hold: nothing that could end the host part of an URL.
bool isHost(const std::string& host) {
  return !host.empty() && host.size() <= 253 && std::ranges::all_of(host, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == ':';
  });
}

// Follows one conversation while libcurl holds it. It tells no more than an error code, and whether
// a mail may have arrived is not in that code.
class Listener {
 public:
  explicit Listener(std::string_view content, bool mustSignIn = false)
      : content_{content}, mustSignIn_{mustSignIn} {}

  void attach(CURL* handle) {
    curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, &Listener::onTalk);
    curl_easy_setopt(handle, CURLOPT_DEBUGDATA, this);
    curl_easy_setopt(handle, CURLOPT_READFUNCTION, &Listener::onRead);
    curl_easy_setopt(handle, CURLOPT_READDATA, this);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &Listener::onBody);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, &Listener::onOpen);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(handle, CURLOPT_CLOSESOCKETFUNCTION, &Listener::onClose);
    curl_easy_setopt(handle, CURLOPT_CLOSESOCKETDATA, this);
  }
  Conversation conversation;

 private:
  static int onTalk(CURL*, curl_infotype type, char* data, std::size_t size, void* self) {
    const std::string_view text{data, size};
    auto& listener = *static_cast<Listener*>(self);
    // Commands are looked at for their verb alone: what follows AUTH is the password.
    if (type == CURLINFO_HEADER_OUT) listener.said(text);
    if (type == CURLINFO_HEADER_IN) listener.heard(text);
    return 0;
  }
  static std::size_t onRead(char* buffer, std::size_t size, std::size_t count, void* self) {
    return static_cast<Listener*>(self)->give(buffer, size * count);
  }
  static std::size_t onBody(char*, std::size_t size, std::size_t count, void*) {
    return size * count;
  }
  static curl_socket_t onOpen(void* self, curlsocktype, curl_sockaddr* address) {
    const int socket =
        ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    if (socket >= 0) static_cast<Listener*>(self)->sockets_.insert(socket);
    return socket < 0 ? CURL_SOCKET_BAD : socket;
  }
  static int onClose(void* self, curl_socket_t socket) {
    static_cast<Listener*>(self)->sockets_.erase(socket);
    return ::close(socket);
  }

  void said(std::string_view command) {
    // The lines of a sign-in are no verbs, and must not be taken for one.
    static constexpr std::array<std::string_view, 8> kVerbs{"EHLO", "HELO", "STARTTLS", "AUTH",
                                                            "MAIL", "RCPT", "DATA",     "NOOP"};
    const auto verb = command.substr(0, command.find_first_of(" \r\n"));
    if (verb == "QUIT") leave();
    if (std::ranges::find(kVerbs, verb) != kVerbs.end()) conversation.command = verb;
  }
  // libcurl waits for the answer to its QUIT, at times longer than the call has. All is said by
  // then, and what the server says of the goodbye is no answer to what was asked.
  void leave() {
    left_ = true;
    for (const int socket : sockets_) ::shutdown(socket, SHUT_RD);
  }
  void heard(std::string_view line) {
    if (left_) return;
    while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.remove_suffix(1);
    const bool isLast = line.size() == 3 || (line.size() > 3 && line[3] == ' ');
    if (!isLast || line.find_first_not_of("0123456789") < 3) return;
    conversation.replyCode = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
    conversation.reply = line;
    if (conversation.replyCode == 235) conversation.signedIn = true;
  }
  std::size_t give(char* buffer, std::size_t size) {
    if (mustSignIn_ && !conversation.signedIn) return CURL_READFUNC_ABORT;
    const auto part = content_.substr(given_, size);
    std::memcpy(buffer, part.data(), part.size());
    given_ += part.size();
    conversation.contentGiven = given_ == content_.size();
    return part.size();
  }

  const std::string_view content_;
  const bool mustSignIn_;
  std::size_t given_ = 0;
  bool left_ = false;
  std::set<int> sockets_;
};

std::string urlOf(const Settings& settings) {
  const bool isLiteral = settings.host.find(':') != std::string::npos;
  const auto hello = settings.helloName.empty() ? settings.from.substr(settings.from.find('@') + 1)
                                                : settings.helloName;
  return std::string{settings.security == Security::Tls ? "smtps://" : "smtp://"} +
         (isLiteral ? "[" + settings.host + "]" : settings.host) + ":" +
         std::to_string(settings.port) + "/" + hello;
}

void applyServer(CURL* handle, const Settings& settings) {
  curl_easy_setopt(handle, CURLOPT_URL, urlOf(settings).c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_FRESH_CONNECT, 1L);
  curl_easy_setopt(handle, CURLOPT_FORBID_REUSE, 1L);
  curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(
      handle, CURLOPT_USE_SSL,
      static_cast<long>(settings.security == Security::None ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  if (!settings.caCertificate.empty()) {
    curl_blob authorities{const_cast<char*>(settings.caCertificate.data()),
                          settings.caCertificate.size(), CURL_BLOB_COPY};
    curl_easy_setopt(handle, CURLOPT_CAINFO_BLOB, &authorities);
    curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);
  }
  if (!settings.username.empty()) {
    curl_easy_setopt(handle, CURLOPT_USERNAME, settings.username.c_str());
    curl_easy_setopt(handle, CURLOPT_PASSWORD, settings.password.reveal().c_str());
  }
}

void applyTime(CURL* handle, milliseconds left) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(left).count();
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(left.count()));
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(std::min(left, kConnectTimeout).count()));
  curl_easy_setopt(handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(seconds));
}

std::optional<sdk::ProviderError> perform(const sdk::Call& call, const Settings& settings,
                                          CURL* handle, Listener& listener) {
  const auto left = std::min(kLongest, call.remaining());
  if (left <= milliseconds{0})
    return sdk::retryable("timeout", "the time for this operation was over before it began");
  applyServer(handle, settings);
  applyTime(handle, left);
  listener.attach(handle);
  auto& conversation = listener.conversation;
  conversation.code = curl_easy_perform(handle);
  call.log.debug("smtp.ended", {{"host", settings.host},
                                {"curl", static_cast<int>(conversation.code)},
                                {"command", conversation.command},
                                {"reply", conversation.replyCode},
                                {"content_given", conversation.contentGiven}});
  // What libcurl says of the goodbye changes nothing about a mail that was taken.
  const bool isTaken = conversation.contentGiven && conversation.replyCode / 100 == 2;
  if (conversation.code == CURLE_OK || isTaken) return std::nullopt;
  return errorOf(conversation, settings.host);
}

sdk::ProviderError signInNotOffered(const std::string& host) {
  return sdk::needsAttention("sign_in_not_offered", host + " offers no way to sign in");
}

Easy newHandle() {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  Easy handle{ready == CURLE_OK ? curl_easy_init() : nullptr};
  if (!handle) throw std::runtime_error{"libcurl cannot be used"};
  return handle;
}

}  // namespace

std::optional<sdk::ProviderError> settingsFault(const Settings& settings) {
  if (settings.host.empty() || settings.from.empty())
    return sdk::needsAttention("not_configured", "host and from are not set");
  const auto bad = [](const char* why) { return sdk::permanent("bad_settings", why); };
  if (!isHost(settings.host)) return bad("settings.host is not a host name");
  if (settings.port < 1 || settings.port > 65535) return bad("settings.port is not a port");
  if (!sdk::isMailAddress(settings.from)) return bad("settings.from is not a mail address");
  if (!settings.helloName.empty() && !isHost(settings.helloName))
    return bad("settings.hello_name is not a host name");
  if (settings.security == Security::None && !isLoopback(settings.host))
    return bad("settings.security may be none only where host is this machine");
  return std::nullopt;
}

std::optional<sdk::ProviderError> SmtpClient::submit(const sdk::Call& call, const std::string& from,
                                                     const std::string& to,
                                                     std::string_view wire) const {
  const bool mustSignIn = !settings_.username.empty();
  Listener listener{wire, mustSignIn};  // outlives the handle, which closes its sockets through it
  const auto handle = newHandle();
  const List recipients{curl_slist_append(nullptr, ("<" + to + ">").c_str())};
  curl_easy_setopt(handle.get(), CURLOPT_MAIL_FROM, ("<" + from + ">").c_str());
  curl_easy_setopt(handle.get(), CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(handle.get(), CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(handle.get(), CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(wire.size()));
  auto error = perform(call, settings_, handle.get(), listener);
  // Whatever the server says of a mail, it says to somebody who did not sign in.
  const auto& conversation = listener.conversation;
  const bool isPastSignIn = conversation.command == "MAIL" || conversation.command == "RCPT" ||
                            conversation.command == "DATA";
  if (mustSignIn && isPastSignIn && !conversation.signedIn && !conversation.contentGiven)
    return signInNotOffered(settings_.host);
  return error;
}

std::optional<sdk::ProviderError> SmtpClient::greet(const sdk::Call& call) const {
  Listener listener{{}};
  const auto handle = newHandle();
  curl_easy_setopt(handle.get(), CURLOPT_CUSTOMREQUEST, "NOOP");
  if (auto error = perform(call, settings_, handle.get(), listener)) return error;
  // A server that announces no way to sign in is talked to without, which is not what was set.
  if (!settings_.username.empty() && !listener.conversation.signedIn)
    return signInNotOffered(settings_.host);
  return std::nullopt;
}

}  // namespace hostler::smtp
