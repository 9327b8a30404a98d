#pragma once

#include "core/front/message.h"

#include <cstdint>
#include <memory>
#include <string_view>

namespace hostler::front {

/// Reads one request: its head in one piece, its body in any. Strict where RFC 9112 lets a server
/// choose, because whatever two parsers could read in two ways is how requests are smuggled past a
/// proxy. A reader costs eight bytes until it reads.
///
/// A target in absolute form (RFC 9112, 3.2.2) is mapped to origin form if its authority is the
/// Host, and refused if it is not. CONNECT and other methods unknown to HTTP's own list arrive as
/// Method::Other when they are upper case and short.
class RequestReader {
 public:
  RequestReader();
  ~RequestReader();
  RequestReader(RequestReader&&) noexcept;
  RequestReader& operator=(RequestReader&&) noexcept;

  explicit operator bool() const { return reading_ != nullptr; }

  /// `head` is all lines of a head with the empty one, and is read to its end. Returns 0, or the
  /// status that the request is to be refused with: 400, 417 or 505.
  int readHead(std::string_view head);
  /// The request, without its body until done.
  Request& request();
  bool isHttp11() const;
  bool keepsAlive() const;
  bool expectsContinue() const;
  bool hasBody() const;

  /// Returns 0, or 413 when the body's declared length is over the limit already.
  int limitBody(std::size_t bytes);

  struct Progress {
    std::size_t used = 0;  ///< bytes that need not be shown again
    bool done = false;
    int refusal = 0;  ///< 400 or 413
  };
  /// Takes what it can of the body. What is not used is shown again, with more behind it.
  Progress readBody(std::string_view bytes);

  /// Hands the request out and leaves the reader empty.
  Request take();

 private:
  class Parser;
  std::unique_ptr<Parser> reading_;
};

}  // namespace hostler::front
