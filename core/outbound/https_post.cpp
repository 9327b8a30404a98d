#include "core/outbound/https_post.h"

#include "core/outbound/curl_library.h"
#include "core/outbound/public_address.h"

#include <algorithm>
#include <memory>
#include <netdb.h>
#include <sys/socket.h>

namespace hostler {
namespace {

constexpr std::size_t kMostRead = 64 << 10, kMostKept = 500;
constexpr long kTimeoutMs = 10'000, kConnectTimeoutMs = 5'000;

struct Reading {
  std::string kept;
  std::size_t read = 0;
};

std::size_t keep(char* bytes, std::size_t size, std::size_t count, void* into) {
  auto& reading = *static_cast<Reading*>(into);
  const auto length = size * count;
  reading.read += length;
  if (reading.kept.size() < kMostKept)
    reading.kept.append(bytes, std::min(length, kMostKept - reading.kept.size()));
  return reading.read > kMostRead ? 0 : length;  // anything else ends the transfer
}

PostOutcome failed(std::string reason) {
  PostOutcome outcome;
  outcome.error = std::move(reason);
  return outcome;
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

}  // namespace

PostOutcome postToPublic(const PostRequest& request) try {
  const auto target = HttpsTarget::parse(request.url);
  if (!target || target->isPlainlyPrivate()) return failed("not a public https address");
  auto addresses = publicAddressesOf(target->host);
  if (addresses.empty()) return failed("the name has no public address");
  const auto& library = CurlLibrary::get();
  const std::unique_ptr<CURL, decltype(library.cleanup)> curl{library.init(), library.cleanup};
  if (!curl) return failed("out of memory");
  Lists lists{library};
  for (const auto& [name, value] : request.headers)
    lists.headers = library.append(lists.headers, (name + ": " + value).c_str());
  lists.headers = library.append(lists.headers, "Expect:");
  lists.pins = library.append(nullptr, pinOf(*target, addresses).c_str());
  Reading reading;
  auto* const c = curl.get();
  library.set(c, CURLOPT_URL, target->url().c_str());
  library.set(c, CURLOPT_PROTOCOLS_STR, "https");
  library.set(c, CURLOPT_FOLLOWLOCATION, 0L);
  library.set(c, CURLOPT_PROXY, "");
  library.set(c, CURLOPT_RESOLVE, lists.pins);
  library.set(c, CURLOPT_OPENSOCKETFUNCTION, openJudged);
  library.set(c, CURLOPT_OPENSOCKETDATA, &addresses);
  library.set(c, CURLOPT_HTTPHEADER, lists.headers);
  library.set(c, CURLOPT_POST, 1L);
  library.set(c, CURLOPT_POSTFIELDS, request.body.data());
  library.set(c, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  library.set(c, CURLOPT_TIMEOUT_MS, kTimeoutMs);
  library.set(c, CURLOPT_CONNECTTIMEOUT_MS, kConnectTimeoutMs);
  library.set(c, CURLOPT_NOSIGNAL, 1L);
  library.set(c, CURLOPT_WRITEFUNCTION, keep);
  library.set(c, CURLOPT_WRITEDATA, &reading);
  const auto start = std::chrono::steady_clock::now();
  const auto code = library.perform(c);
  PostOutcome outcome;
  outcome.took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - start);
  outcome.response = std::move(reading.kept);
  if (code != CURLE_OK) {
    outcome.error = library.words(code);
    return outcome;
  }
  long status = 0;
  library.info(c, CURLINFO_RESPONSE_CODE, &status);
  outcome.status = static_cast<int>(status);
  return outcome;
} catch (const std::exception& error) {
  return failed(error.what());
}

}  // namespace hostler
