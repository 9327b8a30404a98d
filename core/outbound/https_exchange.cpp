#include "core/outbound/https_exchange.h"

#include "core/outbound/curl_library.h"
#include "core/outbound/public_address.h"

#include <algorithm>
#include <cctype>
#include <memory>
#include <netdb.h>
#include <sys/socket.h>

namespace hostler {
namespace {

constexpr std::size_t kMostHeaders = 64, kLongestHead = 16u << 10;
constexpr long kConnectTimeoutMs = 5'000;

// The head of the answer that comes now; one with a status of 1xx is followed by another.
struct Head {
  HttpsHeaders headers;
  std::size_t bytes = 0;

  bool take(std::string_view line) {
    bytes += line.size();
    if (bytes > kLongestHead) return false;
    if (line.starts_with("HTTP/")) {
      headers.clear();
      return true;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || headers.size() >= kMostHeaders) return true;
    std::string name{line.substr(0, colon)};
    for (auto& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    auto value = line.substr(colon + 1);
    const auto first = value.find_first_not_of(" \t\r\n");
    value = first == std::string_view::npos
                ? std::string_view{}
                : value.substr(first, value.find_last_not_of(" \t\r\n") - first + 1);
    headers.emplace_back(std::move(name), value);
    return true;
  }
};

std::size_t keepBody(char* bytes, std::size_t size, std::size_t count, void* into) {
  const auto length = size * count;
  // Anything but the length ends the transfer.
  return static_cast<BoundedBody*>(into)->take({bytes, length}) ? length : 0;
}

std::size_t keepHead(char* bytes, std::size_t size, std::size_t count, void* into) {
  const auto length = size * count;
  return static_cast<Head*>(into)->take({bytes, length}) ? length : 0;
}

HttpsAnswer failed(std::string reason) {
  HttpsAnswer answer;
  answer.error = std::move(reason);
  return answer;
}

std::string pinOf(const HttpsTarget& target, const std::vector<std::string>& addresses) {
  std::string pin = target.host + ":" + std::to_string(target.port) + ":";
  for (const auto& address : addresses) {
    if (pin.back() != ':') pin += ",";
    pin += address.find(':') == std::string::npos ? address : "[" + address + "]";
  }
  return pin;
}

// The last door: whatever was made of the URL, no socket is opened to an address that was not
// judged.
curl_socket_t openJudged(void* judged, curlsocktype purpose, curl_sockaddr* to) {
  const auto& addresses = *static_cast<const std::vector<std::string>*>(judged);
  char text[NI_MAXHOST];
  const bool isKnown =
      purpose == CURLSOCKTYPE_IPCXN &&
      getnameinfo(&to->addr, to->addrlen, text, sizeof text, nullptr, 0, NI_NUMERICHOST) == 0 &&
      std::ranges::find(addresses, std::string{text}) != addresses.end();
  if (!isKnown) return CURL_SOCKET_BAD;
  return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

struct Lists {
  explicit Lists(const CurlLibrary& library) : library{library} {}
  ~Lists() {
    library.freeAll(headers);
    library.freeAll(pins);
  }
  const CurlLibrary& library;
  curl_slist* headers = nullptr;
  curl_slist* pins = nullptr;
};

void setRequest(const CurlLibrary& library, CURL* c, const HttpsRequest& request) {
  if (request.method == "GET") {
    library.set(c, CURLOPT_HTTPGET, 1L);
    return;
  }
  library.set(c, CURLOPT_POST, 1L);
  library.set(c, CURLOPT_POSTFIELDS, request.body.data());
  library.set(c, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  if (request.method != "POST") library.set(c, CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

}  // namespace

bool BoundedBody::take(std::string_view bytes) {
  isTooLong_ = isTooLong_ || bytes.size() > most_ - text_.size();
  if (!isTooLong_) text_.append(bytes);
  return !isTooLong_;
}

HttpsAnswer exchangeWithPublic(const HttpsRequest& request) {
  return exchangeWithPublic(request, systemAddressesOf);
}

HttpsAnswer exchangeWithPublic(const HttpsRequest& request, const NameLookup& lookup) try {
  const auto target = HttpsTarget::parse(request.url);
  if (!target || target->isPlainlyPrivate()) return failed("not a public https address");
  if (request.timeout.count() <= 0) return failed("no time is left");
  const auto start = std::chrono::steady_clock::now();
  auto addresses = lookup(target->host);
  if (addresses.empty() || !std::ranges::all_of(addresses, isPublicAddress))
    return failed("the name has no public address");
  const auto& library = CurlLibrary::get();
  const std::unique_ptr<CURL, decltype(library.cleanup)> curl{library.init(), library.cleanup};
  if (!curl) return failed("out of memory");
  Lists lists{library};
  for (const auto& [name, value] : request.headers)
    lists.headers = library.append(lists.headers, (name + ": " + value).c_str());
  lists.headers = library.append(lists.headers, "Expect:");
  lists.pins = library.append(nullptr, pinOf(*target, addresses).c_str());
  BoundedBody body{request.longestAnswer};
  Head head;
  auto* const c = curl.get();
  const auto timeout = static_cast<long>(request.timeout.count());
  library.set(c, CURLOPT_URL, target->url().c_str());
  library.set(c, CURLOPT_PROTOCOLS_STR, "https");
  library.set(c, CURLOPT_FOLLOWLOCATION, 0L);
  library.set(c, CURLOPT_PROXY, "");
  library.set(c, CURLOPT_RESOLVE, lists.pins);
  library.set(c, CURLOPT_OPENSOCKETFUNCTION, openJudged);
  library.set(c, CURLOPT_OPENSOCKETDATA, &addresses);
  library.set(c, CURLOPT_HTTPHEADER, lists.headers);
  setRequest(library, c, request);
  library.set(c, CURLOPT_TIMEOUT_MS, timeout);
  library.set(c, CURLOPT_CONNECTTIMEOUT_MS, std::min(timeout, kConnectTimeoutMs));
  library.set(c, CURLOPT_NOSIGNAL, 1L);
  library.set(c, CURLOPT_WRITEFUNCTION, keepBody);
  library.set(c, CURLOPT_WRITEDATA, &body);
  library.set(c, CURLOPT_HEADERFUNCTION, keepHead);
  library.set(c, CURLOPT_HEADERDATA, &head);
  const auto code = library.perform(c);
  HttpsAnswer answer;
  answer.took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - start);
  answer.body = std::move(body.text());
  answer.headers = std::move(head.headers);
  answer.isTooLong = body.isTooLong();
  long sent = 0;
  library.info(c, CURLINFO_REQUEST_SIZE, &sent);
  answer.wasSent = sent > 0;
  if (code != CURLE_OK) {
    answer.error = answer.isTooLong ? "the answer is longer than " +
                                          std::to_string(request.longestAnswer) + " bytes"
                                    : std::string{library.words(code)};
    return answer;
  }
  long status = 0;
  library.info(c, CURLINFO_RESPONSE_CODE, &status);
  answer.status = static_cast<int>(status);
  return answer;
} catch (const std::exception& error) {
  return failed(error.what());
}

}  // namespace hostler
