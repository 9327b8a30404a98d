#include <curl/curl.h>
#include <hostler/http_client.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <mutex>

namespace hostler::sdk {
namespace {

using Kind = HttpFailure::Kind;
using std::chrono::milliseconds;

constexpr std::size_t kMaxHeaderBytes = 64 * 1024;
// As many as calls usually run at once; each keeps few connections, since descriptors are limited.
constexpr std::size_t kIdleHandles = 24;
constexpr long kConnectionsKept = 2;

struct EasyCleanup {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct UrlCleanup {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct ListCleanup {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, EasyCleanup>;
using HeaderList = std::unique_ptr<curl_slist, ListCleanup>;

struct UrlParts {
  bool valid = false;
  std::string scheme, host, user, path;
};

// The library's own parser, so that what was judged is what is called.
UrlParts partsOf(const std::string& text) {
  const std::unique_ptr<CURLU, UrlCleanup> url{curl_url()};
  UrlParts parts;
  if (!url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) return parts;
  const auto part = [&](CURLUPart which) {
    char* value = nullptr;
    if (curl_url_get(url.get(), which, &value, 0) != CURLUE_OK || value == nullptr)
      return std::string{};
    std::string copy{value};
    curl_free(value);
    return copy;
  };
  parts.scheme = part(CURLUPART_SCHEME);
  parts.host = part(CURLUPART_HOST);
  parts.user = part(CURLUPART_USER);
  parts.path = part(CURLUPART_PATH);
  parts.valid = !parts.host.empty();
  return parts;
}

bool isLoopback(const std::string& host) {
  if (host == "localhost" || host == "[::1]") return true;
  if (!host.starts_with("127.")) return false;
  return std::all_of(host.begin(), host.end(),
                     [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
}

bool isHeaderSafe(std::string_view text) {
  return text.find_first_of(std::string_view{"\r\n\0", 3}) == std::string_view::npos;
}

// Collects one response while it arrives.
struct Reception {
  HttpResponse response;
  std::size_t headerBytes = 0, limit = 0;
  bool tooLarge = false;

  static std::size_t onHeader(char* data, std::size_t size, std::size_t count, void* self) {
    return static_cast<Reception*>(self)->header({data, size * count});
  }
  static std::size_t onBody(char* data, std::size_t size, std::size_t count, void* self) {
    return static_cast<Reception*>(self)->body({data, size * count});
  }

  std::size_t header(std::string_view line) {
    headerBytes += line.size();
    if (headerBytes > kMaxHeaderBytes) return reject();
    if (line.starts_with("HTTP/")) {  // also after an interim 1xx
      response.headers.clear();
      return line.size();
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return line.size();
    std::string name{line.substr(0, colon)};
    std::ranges::transform(name, name.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    auto value = line.substr(colon + 1);
    while (!value.empty() && std::isspace(static_cast<unsigned char>(value.front())))
      value.remove_prefix(1);
    while (!value.empty() && std::isspace(static_cast<unsigned char>(value.back())))
      value.remove_suffix(1);
    response.headers.emplace_back(std::move(name), value);
    return line.size();
  }
  std::size_t body(std::string_view part) {
    if (response.body.size() + part.size() > limit) return reject();
    response.body.append(part);
    return part.size();
  }
  std::size_t reject() {
    tooLarge = true;
    return CURL_WRITEFUNC_ERROR;
  }
};

void initialiseOnce() {
  static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (code != CURLE_OK) throw std::runtime_error{"libcurl cannot be initialised"};
}

// A time-out or a broken connection before this point means that the request never left.
bool reachedTransfer(CURL* handle) {
  curl_off_t micros = 0;
  curl_easy_getinfo(handle, CURLINFO_PRETRANSFER_TIME_T, &micros);
  return micros > 0;
}

// Before the request left, a failure says what is in the way; afterwards it only says that the
// answer is lost.
HttpFailure failureOf(CURL* handle, CURLcode code, const Reception& reception,
                      const std::string& host) {
  if (reachedTransfer(handle)) {
    if (reception.tooLarge)
      return {Kind::Oversize, true, host + " answered with more than is taken"};
    if (code == CURLE_OPERATION_TIMEDOUT)
      return {Kind::Timeout, true, host + " did not answer in time"};
    return {Kind::Cut, true, host + " ended the connection without a whole answer"};
  }
  switch (code) {
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return {Kind::Refused, false, "the address is not one that may be called"};
    case CURLE_COULDNT_RESOLVE_HOST:
      return {Kind::Unreachable, false, "the name " + host + " cannot be resolved"};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
      return {Kind::Untrusted, false,
              "the certificate of " + host +
                  " is not trusted (self-signed, expired, or made for another name)"};
    case CURLE_SSL_CONNECT_ERROR:
      return {Kind::Unreachable, false, "no TLS connection to " + host};
    case CURLE_OPERATION_TIMEDOUT:
      return {Kind::Timeout, false, "no connection to " + host + " in time"};
    default:
      return {Kind::Unreachable, false, "no connection to " + host};
  }
}

}  // namespace

// Easy handles keep their own connections; name lookups and TLS sessions are shared between them.
// Connections are not: libcurl does not support sharing those between threads that run at once.
class HttpClient::Handles {
 public:
  Handles() {
    initialiseOnce();
    share_ = curl_share_init();
    if (share_ == nullptr) throw std::runtime_error{"libcurl has no memory"};
    curl_share_setopt(share_, CURLSHOPT_LOCKFUNC, &Handles::lock);
    curl_share_setopt(share_, CURLSHOPT_UNLOCKFUNC, &Handles::unlock);
    curl_share_setopt(share_, CURLSHOPT_USERDATA, this);
    curl_share_setopt(share_, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
    curl_share_setopt(share_, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
  }
  ~Handles() {
    idle_.clear();  // before the share that they use
    curl_share_cleanup(share_);
  }
  Handles(const Handles&) = delete;
  Handles& operator=(const Handles&) = delete;

  Easy take() {
    {
      const std::lock_guard lock{mutex_};
      if (!idle_.empty()) {
        auto handle = std::move(idle_.back());
        idle_.pop_back();
        return handle;
      }
    }
    Easy handle{curl_easy_init()};
    if (!handle) throw std::runtime_error{"libcurl has no memory"};
    return handle;
  }
  void giveBack(Easy handle) {
    curl_easy_reset(handle.get());  // keeps connections and sessions, forgets headers and bodies
    const std::lock_guard lock{mutex_};
    if (idle_.size() < kIdleHandles) idle_.push_back(std::move(handle));
  }
  CURLSH* share() const { return share_; }

 private:
  static void lock(CURL*, curl_lock_data what, curl_lock_access, void* self) {
    static_cast<Handles*>(self)->locks_[what].lock();
  }
  static void unlock(CURL*, curl_lock_data what, void* self) {
    static_cast<Handles*>(self)->locks_[what].unlock();
  }

  CURLSH* share_ = nullptr;
  std::array<std::mutex, CURL_LOCK_DATA_LAST> locks_;
  std::mutex mutex_;
  std::vector<Easy> idle_;
};

HttpClient::HttpClient(HttpOptions options)
    : options_{std::move(options)}, handles_{std::make_unique<Handles>()} {}
HttpClient::~HttpClient() = default;

bool isAllowedUrl(const std::string& url) {
  const auto parts = partsOf(url);
  if (!parts.valid || !parts.user.empty()) return false;
  return parts.scheme == "https" || (parts.scheme == "http" && isLoopback(parts.host));
}

namespace {

void applyTrust(CURL* handle, const TlsTrust& trust) {
  curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  const bool byChain = trust.pinnedKey.empty();
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, byChain ? 1L : 0L);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, byChain ? 2L : 0L);
  if (!byChain) curl_easy_setopt(handle, CURLOPT_PINNEDPUBLICKEY, trust.pinnedKey.c_str());
  if (byChain && !trust.authorities.empty()) {
    curl_blob authorities{const_cast<char*>(trust.authorities.data()), trust.authorities.size(),
                          CURL_BLOB_COPY};
    curl_easy_setopt(handle, CURLOPT_CAINFO_BLOB, &authorities);
    curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);
  }
}

HeaderList headerList(const HttpRequest& request) {
  curl_slist* list = curl_slist_append(nullptr, "Expect:");
  for (const auto& [name, value] : request.headers) {
    list = curl_slist_append(list, (name + ": " + value).c_str());
  }
  return HeaderList{list};
}

void applyRequest(CURL* handle, const HttpRequest& request, const std::string& scheme) {
  curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, scheme.c_str());
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(handle, CURLOPT_MAXCONNECTS, kConnectionsKept);
  curl_easy_setopt(handle, CURLOPT_FRESH_CONNECT, request.effect == Effect::Write ? 1L : 0L);
  if (request.method == "HEAD") {
    curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
    return;
  }
  if (request.method != "GET" || !request.body.empty()) {
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body.data());
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
  }
  curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

}  // namespace

HttpClient::Result HttpClient::send(const Call& call, const HttpRequest& request) const {
  const auto parts = partsOf(request.url);
  if (!isAllowedUrl(request.url)) {
    return HttpFailure{Kind::Refused, false,
                       "only https addresses may be called (http on loopback alone)"};
  }
  for (const auto& [name, value] : request.headers) {
    if (!isHeaderSafe(name) || !isHeaderSafe(value)) {
      return HttpFailure{Kind::Refused, false, "a request header holds a line break"};
    }
  }
  const auto total = std::min(request.timeout.value_or(options_.totalTimeout), call.remaining());
  if (total <= milliseconds{0}) {
    return HttpFailure{Kind::Timeout, false,
                       "the time for this operation was over before it was sent"};
  }

  auto handle = handles_->take();
  Reception reception;
  reception.limit = request.maxResponseBytes.value_or(options_.maxResponseBytes);
  const auto headers = headerList(request);
  applyRequest(handle.get(), request, parts.scheme);
  applyTrust(handle.get(), request.trust);
  curl_easy_setopt(handle.get(), CURLOPT_SHARE, handles_->share());
  curl_easy_setopt(handle.get(), CURLOPT_USERAGENT, options_.userAgent.c_str());
  curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT_MS, static_cast<long>(total.count()));
  curl_easy_setopt(handle.get(), CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(std::min(options_.connectTimeout, total).count()));
  curl_easy_setopt(handle.get(), CURLOPT_HEADERFUNCTION, &Reception::onHeader);
  curl_easy_setopt(handle.get(), CURLOPT_HEADERDATA, &reception);
  curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, &Reception::onBody);
  curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &reception);

  const auto started = std::chrono::steady_clock::now();
  const auto code = curl_easy_perform(handle.get());
  const auto took =
      std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - started);

  if (code != CURLE_OK) {
    auto failure = failureOf(handle.get(), code, reception, parts.host);
    handles_->giveBack(std::move(handle));
    call.log.warning("http.failed", {{"host", parts.host},
                                     {"method", request.method},
                                     {"path", parts.path},
                                     {"ms", took.count()},
                                     {"sent", failure.sent},
                                     {"reason", failure.message}});
    return failure;
  }
  long status = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  handles_->giveBack(std::move(handle));
  reception.response.status = static_cast<int>(status);
  call.log.debug("http.answered", {{"host", parts.host},
                                   {"method", request.method},
                                   {"path", parts.path},
                                   {"ms", took.count()},
                                   {"status", status},
                                   {"bytes", reception.response.body.size()}});
  return std::move(reception.response);
}

}  // namespace hostler::sdk
