#include "core/front/output.h"

#include "core/front/wire.h"

#include <algorithm>

namespace hostler::front {
namespace {

using wire::Transfer;

constexpr std::size_t kCopied =
    16 * 1024;  // texts up to here are copied behind their head, to leave in one packet
constexpr std::size_t kPiece = 64 * 1024;  // of a file
constexpr std::uint64_t kPerTurn = 1 << 20;

}  // namespace

std::uint64_t Output::Part::size() const {
  if (const auto* text = std::get_if<std::string>(&source)) return text->size();
  if (const auto* shared = std::get_if<SharedBody>(&source)) return (*shared)->size();
  return std::get<FilePart>(source).size;
}

std::string_view Output::Part::next(std::vector<char>& piece) const {
  if (const auto* text = std::get_if<std::string>(&source))
    return std::string_view{*text}.substr(offset);
  if (const auto* shared = std::get_if<SharedBody>(&source)) {
    return std::string_view{**shared}.substr(offset);
  }
  const auto& part = std::get<FilePart>(source);
  piece.resize(kPiece);
  const auto wanted = std::min<std::uint64_t>(piece.size(), part.size - offset);
  return {piece.data(), part.file.read(offset, std::span{piece.data(), wanted})};
}

// A stream's text may be added to for hours without ever being sent to its end.
void Output::Part::forgetSent() {
  auto* text = std::get_if<std::string>(&source);
  if (text == nullptr || offset < kPiece) return;
  text->erase(0, offset);
  offset = 0;
}

std::size_t Output::held() const {
  std::size_t bytes = 0;
  for (const auto& part : parts_) {
    if (const auto* text = std::get_if<std::string>(&part.source))
      bytes += text->size() - part.offset;
  }
  return bytes;
}

std::string& Output::tail(OutputDesk& desk) {
  if (parts_.empty()) return desk.staged;
  if (!std::holds_alternative<std::string>(parts_.back().source)) parts_.push_back({std::string{}});
  return std::get<std::string>(parts_.back().source);
}

void Output::add(std::string&& text, OutputDesk& desk) {
  if (text.size() <= kCopied) {
    tail(desk).append(text);
  } else {
    parts_.emplace_back().source.emplace<std::string>().swap(text);
  }
}

void Output::add(SharedBody text, OutputDesk& desk) {
  if (text->size() <= kCopied) {
    tail(desk).append(*text);
  } else {
    parts_.push_back({std::move(text)});
  }
}

void Output::add(OpenFile file, std::uint64_t size) {
  if (size > 0) parts_.push_back({FilePart{std::move(file), size}});
}

Output::Sent Output::flush(Poco::Net::StreamSocket& socket, OutputDesk& desk,
                           std::uint64_t& count) {
  if (!desk.staged.empty()) {
    const auto sent = wire::send(socket, desk.staged, !parts_.empty());
    count += sent.bytes;
    if (sent.bytes < desk.staged.size()) {
      parts_.insert(parts_.begin(), Part{desk.staged.substr(sent.bytes)});
      desk.staged.clear();
      return sent.outcome == Transfer::Outcome::Failed ? Sent::Failed : Sent::Some;
    }
  }
  desk.staged.clear();
  return flushParts(socket, desk, count);
}

Output::Sent Output::flushParts(Poco::Net::StreamSocket& socket, OutputDesk& desk,
                                std::uint64_t& count) {
  std::uint64_t gone = 0;
  auto part = parts_.begin();
  Sent result = Sent::All;
  while (part != parts_.end()) {
    const auto bytes = part->next(desk.piece);
    if (bytes.empty()) return Sent::Failed;
    const auto sent = wire::send(socket, bytes, false);
    if (sent.outcome == Transfer::Outcome::Failed) return Sent::Failed;
    part->offset += sent.bytes;
    gone += sent.bytes;
    if (part->offset == part->size()) {
      ++part;
    } else if (sent.bytes < bytes.size() || gone >= kPerTurn) {
      part->forgetSent();
      result = Sent::Some;
      break;
    }
  }
  parts_.erase(parts_.begin(), part);
  if (parts_.empty()) std::vector<Part>{}.swap(parts_);
  count += gone;
  return result;
}

}  // namespace hostler::front
