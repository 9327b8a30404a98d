#include "core/front/request_reader.h"

#include "core/front/request_rules.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <limits>

namespace hostler::front {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;

constexpr std::size_t kLongestChunkExtension = 256;
// A chunk's line of size and extensions, or the last chunk with its trailers.
constexpr std::size_t kLongestFraming = 1024;
constexpr std::size_t kShortestChunkedEnd = std::string_view{"0\r\n\r\n"}.size();

std::string_view viewOf(boost::beast::string_view text) {
  return {text.data(), text.size()};
}

std::string lowerCase(boost::beast::string_view text) {
  std::string result{text.data(), text.size()};
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return result;
}

bool isPrintable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
  });
}

// "HTTP/2.0" is a version that we do not speak; "HTTP/1.1x" and "http/1.1" are none.
bool namesAnotherVersion(std::string_view head) {
  const auto line = head.substr(0, head.find("\r\n"));
  if (std::count(line.begin(), line.end(), ' ') != 2) return false;
  const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
  const auto word = line.substr(line.rfind(' ') + 1);
  return word.size() == 8 && word.starts_with("HTTP/") && isDigit(word[5]) && word[6] == '.' &&
         isDigit(word[7]);
}

bool hasOpenQuote(std::string_view line) {
  bool isOpen = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (isOpen && line[i] == '\\') {
      ++i;
    } else if (line[i] == '"') {
      isOpen = !isOpen;
    }
  }
  return isOpen;
}

// What Beast does not see of the line that begins a chunk: that it is too long, and that it ends
// within a quoted extension, whose end it would look for beyond the line.
bool isChunkLineSound(std::string_view bytes) {
  if (bytes.starts_with("\r\n")) bytes.remove_prefix(2);
  const auto end = bytes.find("\r\n");
  if (end == std::string_view::npos) return bytes.size() <= kLongestFraming;
  return end <= kLongestFraming && !hasOpenQuote(bytes.substr(0, end));
}

}  // namespace

class RequestReader::Parser final : public http::basic_parser<true> {
 public:
  Parser() {
    header_limit(std::numeric_limits<std::uint32_t>::max());  // HeadScanner has counted
    // Until limitBody(). Not boost::none, which any length is more than.
    body_limit(std::numeric_limits<std::uint64_t>::max());
  }

  int readHead(std::string_view head) {
    error_code error;
    const auto used = put(boost::asio::const_buffer{head.data(), head.size()}, error);
    if (error == http::error::bad_version && namesAnotherVersion(head)) return 505;
    if (error || !is_header_done() || used != head.size()) return 400;
    return checkHead();
  }

  Progress readBody(std::string_view bytes) {
    Progress progress;
    while (!is_done() && progress.refusal == 0) {
      const auto rest = bytes.substr(progress.used);
      // Whatever the state, this much is still to come; with less, Beast's own assertion may fail.
      if (rest.empty() || (chunked() && rest.size() < kShortestChunkedEnd)) break;
      error_code error;
      progress.refusal = readPart(rest, progress.used, error);
      if (error == http::error::need_more) break;
    }
    progress.done = is_done() && progress.refusal == 0;
    return progress;
  }

  Request request;
  bool http11 = true;
  bool close = false, keepAlive = false;
  bool expectsContinue = false;

 private:
  // One chunk's line, or its data, or the last chunk with its trailers, or what there is of a body
  // with a length.
  int readPart(std::string_view bytes, std::size_t& used, error_code& error) {
    if (chunked() && chunkLeft_ == 0 && !isChunkLineSound(bytes)) return 400;
    const auto before = request.body.size();
    const auto count = put(boost::asio::const_buffer{bytes.data(), bytes.size()}, error);
    used += count;
    const auto framing = count - (request.body.size() - before);
    if (framing > kLongestFraming) return 400;
    if (error == http::error::need_more) return bytes.size() > kLongestFraming ? 400 : 0;
    if (error == http::error::body_limit) return 413;
    return error ? 400 : 0;
  }

  int checkHead() {
    inHead_ = false;
    if (hosts_ != 1 && (http11 || hosts_ != 0)) return 400;
    if (lengths_ > 1 || codings_ > 1 || (lengths_ > 0 && codings_ > 0)) return 400;
    if (codings_ == 1 && !http11) return 400;
    if (!mapAuthority()) return 400;
    if (unknownExpectation_ && http11) return 417;
    expectsContinue = expectsContinue && http11;
    return 0;
  }

  bool mapAuthority() {
    if (authority_.empty()) return true;
    if (hosts_ == 1) return equalsIgnoringCase(authority_, request.header("host"));
    request.headers.emplace_back("host", authority_);
    return true;
  }

  void on_request_impl(http::verb, boost::beast::string_view method, boost::beast::string_view text,
                       int version, error_code& error) override {
    const auto known = methodOf(viewOf(method));
    auto target = known ? targetOf(*known, viewOf(text)) : std::nullopt;
    if (!target) {
      error = known ? http::error::bad_target : http::error::bad_method;
      return;
    }
    http11 = version == 11;
    request.method = *known;
    request.methodText.assign(method.data(), method.size());
    request.target = std::move(target->origin);
    authority_ = std::move(target->authority);
    request.headers.reserve(8);
  }

  void on_field_impl(http::field field, boost::beast::string_view name,
                     boost::beast::string_view value, error_code& error) override {
    if (!inHead_) return;  // a trailer: checked by Beast, and of no effect
    if (!allows(field, viewOf(value))) {
      error = http::error::bad_value;
      return;
    }
    request.headers.emplace_back(lowerCase(name), std::string{value.data(), value.size()});
  }

  bool allows(http::field field, std::string_view value) {
    switch (field) {
      case http::field::host:
        ++hosts_;
        return isHost(value);
      case http::field::content_length:
        ++lengths_;
        return isLength(value);
      case http::field::transfer_encoding:
        ++codings_;
        return equalsIgnoringCase(value, "chunked");
      case http::field::connection:
        close = close || listHolds(value, "close");
        keepAlive = keepAlive || listHolds(value, "keep-alive");
        return true;
      case http::field::expect:
        expectsContinue = equalsIgnoringCase(value, "100-continue");
        unknownExpectation_ = unknownExpectation_ || !expectsContinue;
        return true;
      default:
        return true;
    }
  }

  std::size_t on_body_impl(boost::beast::string_view body, error_code&) override {
    request.body.append(body.data(), body.size());
    return body.size();
  }

  void on_chunk_header_impl(std::uint64_t size, boost::beast::string_view extensions,
                            error_code& error) override {
    chunkLeft_ = size;
    if (extensions.size() > kLongestChunkExtension || !isPrintable(viewOf(extensions))) {
      error = http::error::bad_chunk_extension;
    }
  }

  std::size_t on_chunk_body_impl(std::uint64_t, boost::beast::string_view body,
                                 error_code&) override {
    chunkLeft_ -= body.size();
    request.body.append(body.data(), body.size());
    return body.size();
  }

  void on_response_impl(int, boost::beast::string_view, int, error_code&) override {}
  void on_header_impl(error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  void on_finish_impl(error_code&) override {}

  std::string authority_;
  int hosts_ = 0, lengths_ = 0, codings_ = 0;
  std::uint64_t chunkLeft_ = 0;
  bool unknownExpectation_ = false;
  bool inHead_ = true;
};

RequestReader::RequestReader() = default;
RequestReader::~RequestReader() = default;
RequestReader::RequestReader(RequestReader&&) noexcept = default;
RequestReader& RequestReader::operator=(RequestReader&&) noexcept = default;

int RequestReader::readHead(std::string_view head) {
  reading_ = std::make_unique<Parser>();
  return reading_->readHead(head);
}

Request& RequestReader::request() {
  return reading_->request;
}
bool RequestReader::isHttp11() const {
  return reading_->http11;
}
bool RequestReader::expectsContinue() const {
  return reading_->expectsContinue;
}
bool RequestReader::hasBody() const {
  return !reading_->is_done();
}

// A "close" wins over a "keep-alive" beside it; without either the version decides (RFC 9112, 9.3).
bool RequestReader::keepsAlive() const {
  return !reading_->close && (reading_->http11 || reading_->keepAlive);
}

int RequestReader::limitBody(std::size_t bytes) {
  const auto declared = reading_->content_length();
  if (declared && *declared > bytes) return 413;
  reading_->body_limit(bytes);
  return 0;
}

RequestReader::Progress RequestReader::readBody(std::string_view bytes) {
  return reading_->readBody(bytes);
}

Request RequestReader::take() {
  Request request = std::move(reading_->request);
  reading_.reset();
  return request;
}

}  // namespace hostler::front
