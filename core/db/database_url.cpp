#include "core/db/database.h"

#include <charconv>
#include <stdexcept>

namespace hostler::db {
namespace {

// What such an error would name may be a part of the password.
constexpr auto kToBeEscaped =
    "a /, ? or @ within the user, the password, a name or an option is written %2F, %3F or %40";

[[noreturn]] void refuse(const std::string& what) {
  throw std::invalid_argument{"the database's address is not right: " + what};
}

int hexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// %40 for @ and so on, as RFC 3986 has it.
std::string decoded(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      plain.push_back(text[i]);
      continue;
    }
    const int high = i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
    const int low = high >= 0 ? hexDigit(text[i + 2]) : -1;
    if (low < 0) refuse("a % must be followed by two hexadecimal digits");
    plain.push_back(static_cast<char>(high * 16 + low));
    i += 2;
  }
  if (plain.find('\0') != std::string::npos) refuse("it holds a NUL");
  return plain;
}

// Cuts what stands before `mark` off `text`; all of it when there is no mark.
std::string_view upTo(char mark, std::string_view& text) {
  const auto at = text.find(mark);
  const auto part = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return part;
}

void readOptions(DatabaseUrl& url, std::string_view options) {
  while (!options.empty()) {
    auto value = upTo('&', options);
    const auto name = std::string{upTo('=', value)};
    if (value.empty()) refuse("the option " + name + " has no value");
    if (name == "ssl_ca") {
      url.sslCa = decoded(value);
    } else if (name == "socket") {
      url.socket = decoded(value);
    } else {
      refuse("there is no option " + name + " (ssl_ca and socket are all)");
    }
  }
}

void readHost(DatabaseUrl& url, std::string_view host) {
  std::string_view port;
  if (host.starts_with('[')) {  // an IPv6 address
    host.remove_prefix(1);
    url.host = std::string{upTo(']', host)};
    if (!host.empty() && !host.starts_with(':'))
      refuse("a colon and the port follow a host in brackets");
    if (!host.empty()) port = host.substr(1);
  } else {
    url.host = decoded(upTo(':', host));
    port = host;
  }
  if (port.empty()) return;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), url.port);
  if (error != std::errc{} || end != port.data() + port.size() || url.port == 0) {
    refuse("the port is a number from 1 to 65535");
  }
}

DatabaseUrl parseMysql(std::string_view rest) {
  DatabaseUrl url;
  url.dialect = Dialect::Mysql;
  auto address = upTo('?', rest);
  auto authority = upTo('/', address);
  if (address.find_first_of("/@") != std::string_view::npos ||
      rest.find('@') != std::string_view::npos)
    refuse(kToBeEscaped);
  url.name = decoded(address);
  if (const auto at = authority.rfind('@'); at != std::string_view::npos) {
    auto account = authority.substr(0, at);
    authority.remove_prefix(at + 1);
    url.user = decoded(upTo(':', account));
    url.password = decoded(account);
  }
  readHost(url, authority);
  if (url.user.empty()) refuse("it names no user");
  if (url.name.empty()) refuse("it names no database");
  readOptions(url, rest);
  if (url.host.empty() && url.socket.empty()) refuse("it names no host");
  return url;
}

}  // namespace

DatabaseUrl DatabaseUrl::parse(std::string_view text) {
  if (text.starts_with("mysql://")) return parseMysql(text.substr(8));
  if (!text.starts_with("sqlite:")) refuse("it begins with sqlite: or mysql://");
  DatabaseUrl url;
  url.path = std::string{text.substr(7)};
  if (url.path.empty()) refuse("sqlite: is followed by a path");
  // Several connections share the database, which one in memory does not allow; a URI would carry
  // options.
  if (url.path.starts_with(":") || url.path.starts_with("file:"))
    refuse("sqlite: is followed by a plain path");
  return url;
}

std::string DatabaseUrl::text() const {
  if (dialect == Dialect::Sqlite) return "sqlite:" + path;
  const auto place = host.find(':') == std::string::npos ? host : "[" + host + "]";
  std::string shown = "mysql://" + user + "@" + place + ":" + std::to_string(port) + "/" + name;
  if (!socket.empty()) shown += "?socket=" + socket;
  return shown;
}

}  // namespace hostler::db
