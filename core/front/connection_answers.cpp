// The half of Connection that sends: answers, refusals, streams, and the way a connection ends.
#include "core/front/connection.h"
#include "core/front/request_rules.h"
#include "core/telemetry/log.h"

#include <Poco/Exception.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace hostler::front {
namespace {

const Log kLog{"core.front"};

constexpr std::uint64_t kWriteStep = 64 * 1024;  // what must go within each write time-out

std::uint64_t sizeOf(const Response& response) {
  if (const auto* text = std::get_if<std::string>(&response.body)) return text->size();
  if (const auto* file = std::get_if<FileBody>(&response.body)) return file->size;
  const auto& shared = std::get<SharedBody>(response.body);
  return shared ? shared->size() : 0;
}

bool has(const Headers& headers, std::string_view name) {
  return std::any_of(headers.begin(), headers.end(),
                     [&](const auto& header) { return equalsIgnoringCase(header.first, name); });
}

void appendChunk(std::string& to, std::string_view bytes) {
  std::array<char, 16> digits;
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), bytes.size(), 16).ptr;
  to.append(digits.data(), end).append("\r\n").append(bytes).append("\r\n");
}

}  // namespace

void Connection::refuse(int status) {
  ++loop_.tally.refused;
  if (!reader_) isHead_ = false;  // that was the request before
  reader_ = {};
  bodyShare_ = {};
  auto response = refusal(status);
  response.close = true;
  respond(std::move(response));
  mayBeSending_ = true;
}

Response Connection::refusal(int status) {
  try {
    auto response = loop_.front.application.refusal(status);
    checkSendable(response);
    if (status == 503 && !has(response.headers, "retry-after")) {
      response.headers.emplace_back("Retry-After", "1");
    }
    return response;
  } catch (const std::exception& exception) {
    kLog.error("front.refusal_failed", {{"status", status}, {"error", exception.what()}});
    return Response{.status = status, .headers = {}, .body = {}};
  }
}

void Connection::respond(Response response) {
  auto file = fileOf(response);
  const bool closes = response.close || !keepsAlive_ || loop_.isDraining;
  writeHead(output_.tail(loop_.desk), response,
            {.length = sizeOf(response),
             .close = closes,
             .confirmsKeepAlive = !isHttp11_,
             .date = loop_.date.now()});
  if (!isHead_ && allowsBody(response.status)) addBody(response, std::move(file));
  if (!closes) return;
  isClosing_ = true;
  // A client that asked for the end has said all. Any other may be about to send what it would
  // never know the fate of.
  mayBeSending_ = keepsAlive_;
}

// Opens the file that a response is to be made of; if that fails, the response becomes a 500.
OpenFile Connection::fileOf(Response& response) {
  const auto* wanted = std::get_if<FileBody>(&response.body);
  if (wanted == nullptr || isHead_ || !allowsBody(response.status)) return {};
  auto file = OpenFile::open(wanted->path, wanted->size);
  if (!file) {
    kLog.error("front.file_unreadable", {{"path", wanted->path}});
    response = refusal(500);
    if (std::holds_alternative<FileBody>(response.body)) response.body = std::string{};
  }
  return file;
}

void Connection::addBody(Response& response, OpenFile file) {
  if (auto* text = std::get_if<std::string>(&response.body)) {
    output_.add(std::move(*text), loop_.desk);
  } else if (auto* shared = std::get_if<SharedBody>(&response.body)) {
    if (*shared) output_.add(std::move(*shared), loop_.desk);
  } else {
    output_.add(std::move(file), sizeOf(response));
  }
}

bool Connection::flush() {
  if (isClosed_) return false;
  std::uint64_t count = 0;
  const auto sent = output_.flush(socket_, loop_.desk, count);
  if (count > 0) {
    loop_.tally.sent += count;
    // Who takes a byte now and then would keep the answer, and its connection, for ever.
    unhurried_ += count;
    if (stream_ || unhurried_ >= kWriteStep || output_.isEmpty()) {
      isRenewed_ = true;
      unhurried_ = 0;
    }
  }
  if (sent == Output::Sent::Failed) {
    close();
    return false;
  }
  if (stream_) noteStreamProgress();
  return sent == Output::Sent::All;
}

// Closing a socket with unread bytes in it makes the kernel reset the connection, and the peer may
// lose the answer with it. So the sending side is shut first, and what still comes is read and
// forgotten for a while.
void Connection::finishClosing() {
  if (inputEnded_ || !mayBeSending_) return close();
  try {
    socket_.shutdownSend();
  } catch (const Poco::Exception&) {
    return close();  // the peer has gone already
  }
  isLingering_ = true;
  isRenewed_ = true;
  lingerUntil_ = loop_.now + loop_.front.options.writeTimeout;
}

void Connection::take(Response response) {
  isHandling_ = false;
  respond(std::move(response));
}

void Connection::take(Abandoned) {
  take(refusal(500));
}

// A stream ends with its connection, whose end tells the peer that it was whole: to HTTP/1.1 it is
// sent in chunks.
void Connection::take(StreamOpened opened) {
  isHandling_ = false;
  isClosing_ = isHead_;
  mayBeSending_ = true;
  isChunked_ = isHttp11_;
  writeHead(output_.tail(loop_.desk), opened.head,
            {.framing = isChunked_ ? Framing::Chunked : Framing::Close,
             .close = true,
             .date = loop_.date.now()});
  if (isHead_) return;
  stream_ = std::move(opened.state);
  ++loop_.tally.streams;
  std::string{}.swap(input_);
  if (auto* text = std::get_if<std::string>(&opened.head.body); text && !text->empty()) {
    stream_->unsent += text->size();
    take(StreamBytes{std::move(*text)});
  }
  if (loop_.isDraining) take(StreamClosed{});
}

void Connection::take(StreamBytes bytes) {
  if (!stream_) return;
  streamBacklog_ += bytes.bytes.size();
  auto& tail = output_.tail(loop_.desk);
  if (isChunked_) {
    appendChunk(tail, bytes.bytes);
  } else {
    tail.append(bytes.bytes);
  }
}

void Connection::take(StreamClosed closed) {
  if (!stream_) return;
  if (closed.isCut) return close();
  if (isChunked_) output_.tail(loop_.desk).append("0\r\n\r\n");
  endStream();
  isClosing_ = true;
}

void Connection::endStream() {
  stream_->isOpen = false;
  stream_.reset();
  --loop_.tally.streams;
}

void Connection::noteStreamProgress() {
  const auto left = std::min(streamBacklog_, output_.held());
  stream_->unsent -= streamBacklog_ - left;
  streamBacklog_ = left;
}

}  // namespace hostler::front
