#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace hostler::front {

enum class Method { Get = 1, Head, Post, Put, Patch, Delete, Options, Trace, Other };
std::string_view nameOf(Method method);

using Headers = std::vector<std::pair<std::string, std::string>>;

/// A request whose head was complete and well-formed: what reaches an Application. Owns all its
/// bytes.
struct Request {
  Method method = Method::Get;
  std::string methodText;  ///< as sent, which tells what Method::Other is
  std::string target;      ///< in origin form: "/api/invoices?limit=5"; "*" for OPTIONS
  Headers headers;         ///< in order, names in lower case, values trimmed
  std::string body;
  std::string peer;  ///< the connection's address: "203.0.113.7", "2001:db8::1"
  bool peerIsLoopback = false;

  /// The first value of a header (name in lower case); empty when absent.
  std::string_view header(std::string_view name) const;
  std::size_t count(std::string_view name) const;
  /// The target without its query.
  std::string_view path() const;
  /// What follows the first '?', undecoded; empty when there is none.
  std::string_view query() const;
};

/// A body that is read from a file while it is sent, so that a large one is never held in memory.
struct FileBody {
  std::string path;
  std::uint64_t size = 0;
};

/// Text that many answers share (a constant document, a built page).
using SharedBody = std::shared_ptr<const std::string>;

/// Headers that are the same in many answers: checked and written once.
class HeaderBlock {
 public:
  /// Throws std::logic_error for what no response may send (see checkSendable).
  explicit HeaderBlock(Headers headers);
  const Headers& headers() const { return headers_; }
  bool has(std::string_view name) const;
  /// As they go over the wire, each with its line end.
  const std::string& lines() const { return lines_; }

 private:
  Headers headers_;
  std::string lines_;
};

struct Response {
  int status = 200;
  Headers headers;  ///< without Content-Length, Date and Connection, which the front writes
  std::variant<std::string, SharedBody, FileBody> body;
  bool close = false;                                   ///< end the connection after this answer
  std::shared_ptr<const HeaderBlock> common = nullptr;  ///< headers beside the others, or null
};

}  // namespace hostler::front
