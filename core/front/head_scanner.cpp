#include "core/front/head_scanner.h"

#include <array>

namespace hostler::front {
namespace {

enum class Kind : std::uint8_t { Plain, Blank, Cr, Lf, Control };

constexpr auto kKinds = [] {
  std::array<Kind, 256> kinds{};
  for (int c = 0; c < 0x20; ++c) kinds[c] = Kind::Control;
  kinds[0x7f] = Kind::Control;
  kinds['\t'] = kinds[' '] = Kind::Blank;
  kinds['\r'] = Kind::Cr;
  kinds['\n'] = Kind::Lf;
  return kinds;
}();

}  // namespace

HeadScanner::Verdict HeadScanner::scan(std::string_view bytes, const HeadLimits& limits) {
  while (seen_ < bytes.size()) {
    if (!afterCr_ && seen_ != lineStart_) skipPlain(bytes);
    if (isTooLong(limits)) return tooLong();
    if (seen_ == bytes.size()) break;
    const Kind kind = kKinds[static_cast<unsigned char>(bytes[seen_])];
    if (afterCr_ != (kind == Kind::Lf)) return Verdict::Malformed;
    if (kind == Kind::Control) return Verdict::Malformed;
    // A line that begins with a blank would continue the one before it: obs-fold (RFC 9112, 5.2).
    if (kind == Kind::Blank && seen_ == lineStart_) return Verdict::Malformed;
    afterCr_ = kind == Kind::Cr;
    ++seen_;
    if (isTooLong(limits)) return tooLong();
    if (kind != Kind::Lf) continue;
    const auto verdict = endLine(limits);
    if (verdict != Verdict::Incomplete) return verdict;
  }
  return Verdict::Incomplete;
}

// Over most of a head.
void HeadScanner::skipPlain(std::string_view bytes) {
  auto at = seen_;
  while (at < bytes.size() && kKinds[static_cast<unsigned char>(bytes[at])] <= Kind::Blank) ++at;
  seen_ = at;
}

HeadScanner::Verdict HeadScanner::endLine(const HeadLimits& limits) {
  const bool isEmpty = seen_ - lineStart_ == 2;
  lineStart_ = seen_;
  if (isEmpty && lines_ > 0) return Verdict::Complete;
  if (isEmpty) {
    if (skippedEmptyLine_) return Verdict::Malformed;
    skippedEmptyLine_ = true;
    begin_ = seen_;
    return Verdict::Incomplete;
  }
  ++lines_;
  return lines_ > limits.headers + 1 ? Verdict::TooLarge : Verdict::Incomplete;
}

bool HeadScanner::isTooLong(const HeadLimits& limits) const {
  return seen_ - begin_ > limits.bytes || seen_ - lineStart_ > limits.line;
}

HeadScanner::Verdict HeadScanner::tooLong() const {
  return lines_ == 0 ? Verdict::TargetTooLong : Verdict::TooLarge;
}

}  // namespace hostler::front
