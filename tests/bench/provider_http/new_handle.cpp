#include "tests/bench/provider_http/new_handle.h"

#include <curl/curl.h>

#include <stdexcept>
#include <string_view>

namespace hostler::bench {
namespace {

struct Answer {
  std::string session, body;
};

std::size_t onHeader(char* data, std::size_t size, std::size_t count, void* self) {
  constexpr std::string_view kName = "X-Session: ";
  const std::string_view line{data, size * count};
  if (line.starts_with(kName)) static_cast<Answer*>(self)->session = line.substr(kName.size(), 1);
  return size * count;
}

std::size_t onBody(char* data, std::size_t size, std::size_t count, void* self) {
  static_cast<Answer*>(self)->body.append(data, size * count);
  return size * count;
}

}  // namespace

NewHandle::NewHandle(std::string url, std::string authorities, Sessions sessions)
    : url_{std::move(url)}, authorities_{std::move(authorities)} {
  if (sessions == Sessions::None) return;
  share_ = curl_share_init();
  curl_share_setopt(share_, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
}

NewHandle::~NewHandle() {
  if (share_ != nullptr) curl_share_cleanup(share_);
}

std::string NewHandle::ask() {
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl{curl_easy_init(),
                                                                 &curl_easy_cleanup};
  Answer answer;
  auto* const c = curl.get();
  curl_blob authorities{authorities_.data(), authorities_.size(), CURL_BLOB_COPY};
  curl_easy_setopt(c, CURLOPT_URL, url_.c_str());
  curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(c, CURLOPT_PROXY, "");
  curl_easy_setopt(c, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(c, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(c, CURLOPT_CAINFO_BLOB, &authorities);
  curl_easy_setopt(c, CURLOPT_CAPATH, nullptr);
  curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, 10'000L);
  curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, &onHeader);
  curl_easy_setopt(c, CURLOPT_HEADERDATA, &answer);
  curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, &onBody);
  curl_easy_setopt(c, CURLOPT_WRITEDATA, &answer);
  if (share_ != nullptr) curl_easy_setopt(c, CURLOPT_SHARE, share_);
  const auto code = curl_easy_perform(c);
  long status = 0;
  curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
  if (code != CURLE_OK || status != 200)
    throw std::runtime_error{std::string{"a new handle's request: "} + curl_easy_strerror(code) +
                             ", " + std::to_string(status)};
  return answer.session;
}

}  // namespace hostler::bench
