#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hostler {

/// Whether an IP address (in text) is one that anybody on the internet could be: not this machine,
/// not a private network, not a link's own, not one that is reserved or a group's, nor IPv6 that
/// carries such an IPv4 address.
bool isPublicAddress(std::string_view address);

/// An https address of somebody else's, taken apart.
struct HttpsTarget {
  std::string host;  ///< in small letters; a literal IPv6 address without its brackets
  int port = 443;
  std::string rest = {};  ///< the path and the query, as written

  /// Nothing for what is no plain https URL: another scheme, a user in it, a space, no host, or one
  /// that is neither a name nor an address.
  static std::optional<HttpsTarget> parse(std::string_view url);
  /// Put together again from what was judged, so that nobody reads another host in it.
  std::string url() const;
  /// Whether it is told by its words alone that nothing public is there: a literal address that is
  /// not public, localhost, a name without a dot, one of .local or .internal.
  bool isPlainlyPrivate() const;
};

/// All addresses that the system's resolver has for a host name, as text; empty when it has none.
/// Waits for it.
std::vector<std::string> systemAddressesOf(const std::string& host);
/// The addresses that a host name has now. Empty when it has none, or any of them is not public.
/// Asks the system's resolver: not for threads that must not wait.
std::vector<std::string> publicAddressesOf(const std::string& host);
/// Whether a host name has, now, an address that is not public; false for one that has none at all.
/// Waits like publicAddressesOf.
bool leadsInside(const std::string& host);

}  // namespace hostler
