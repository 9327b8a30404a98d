#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hostler::front {

struct HeadLimits {
  std::size_t bytes = 32 * 1024;  ///< of the whole head
  std::size_t line = 8 * 1024;    ///< of the request line, and of one header
  std::size_t headers = 100;
};

/// Looks for the end of a request's head in bytes that arrive little by little, each byte once. It
/// refuses what no head may hold as soon as it is there (controls, CR or LF alone, folded lines,
/// too much of anything), so that a parser is given only whole heads of clean lines. One empty line
/// before the request line is skipped (RFC 9112, 2.2). The limits are the caller's at each call;
/// the state is a few words, for ten thousand of them.
class HeadScanner {
 public:
  enum class Verdict { Incomplete = 1, Complete, Malformed, TargetTooLong, TooLarge };

  /// `bytes` are all that have come since the last head; only those not yet seen are looked at.
  Verdict scan(std::string_view bytes, const HeadLimits& limits);
  /// Where the request line begins, and where what follows the head begins. Valid when Complete.
  std::size_t begin() const { return begin_; }
  std::size_t end() const { return seen_; }

 private:
  void skipPlain(std::string_view bytes);
  Verdict endLine(const HeadLimits& limits);
  bool isTooLong(const HeadLimits& limits) const;
  Verdict tooLong() const;

  std::uint32_t seen_ = 0;
  std::uint32_t begin_ = 0;
  std::uint32_t lineStart_ = 0;
  std::uint16_t lines_ = 0;
  bool afterCr_ = false;
  bool skippedEmptyLine_ = false;
};

}  // namespace hostler::front
