#include "tests/core/front/request_cases.h"

#include <string_view>

namespace hostler::testing {
namespace {

using namespace std::string_literals;

std::string head(const std::string& lines) {
  return "POST /x HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n";
}
std::string lengths(const std::string& lines) {
  return head(lines) + "hello";
}
std::string coded(const std::string& coding) {
  return head("Transfer-Encoding: " + coding + "\r\n") + "5\r\nhello\r\n0\r\n\r\n";
}
std::string chunks(const std::string& body) {
  return head("Transfer-Encoding: chunked\r\n") + body;
}
std::string line(const std::string& first) {
  return first + "\r\nHost: a\r\n\r\n";
}
std::string host(const std::string& lines) {
  return "GET /x HTTP/1.1\r\n" + lines + "\r\n";
}

// Out of line, for GCC 12 warns of what never happens once it knows the length.
[[gnu::noinline]] std::string many(std::size_t count, char letter) {
  return std::string(count, letter);
}

std::string headers(std::size_t count) {
  std::string lines;
  for (std::size_t i = 0; i < count; ++i) lines += "n" + std::to_string(i) + ": v\r\n";
  return lines;
}

}  // namespace

std::vector<RequestCase> casesRefusedByTheParser() {
  const auto chunked = "Transfer-Encoding: chunked\r\n"s, five = "Content-Length: 5\r\n"s;
  return {
      {"length, then coding", head(five + chunked) + "0\r\n\r\n"},
      {"coding, then length", head(chunked + five) + "0\r\n\r\n"},
      {"two lengths that differ", lengths(five + "Content-Length: 6\r\n")},
      {"a list of lengths that differ", lengths("Content-Length: 5, 6\r\n")},
      {"length with plus", lengths("Content-Length: +5\r\n")},
      {"length with minus", lengths("Content-Length: -5\r\n")},
      {"length in hex", lengths("Content-Length: 0x5\r\n")},
      {"length with letters behind", lengths("Content-Length: 5abc\r\n")},
      {"length in two words", lengths("Content-Length: 5 5\r\n")},
      {"length with a fraction", lengths("Content-Length: 5.0\r\n")},
      {"empty length", lengths("Content-Length:\r\n")},
      {"length past 64 bits", lengths("Content-Length: 99999999999999999999\r\n")},
      {"two codings in two headers", head(chunked + chunked) + "5\r\nhello\r\n0\r\n\r\n"},
      {"blank before the colon of the coding",
       head("Transfer-Encoding : chunked\r\n") + "0\r\n\r\n"},
      {"blank before the colon of the length", lengths("Content-Length : 5\r\n")},
      {"tab before the colon", lengths("Content-Length\t: 5\r\n")},
      {"blank before the colon of any header", head("X-Any : 1\r\n")},
      {"empty header name", head(": 1\r\n")},
      {"no colon", head("X-Any\r\n")},
      {"bracket in a header name", head("X(Any): 1\r\n")},
      {"header name beyond ASCII", head("X-\xc3\xa9: 1\r\n")},
      {"NUL in the method", line("GE\0T /x HTTP/1.1"s)},
      {"NUL in the target", line("GET /x\0y HTTP/1.1"s)},
      {"NUL in a header name", head("X\0Any: 1\r\n"s)},
      {"NUL in a header value", head("X-Any: 1\0 2\r\n"s)},
      {"escape in a header value", head("X-Any: \x1b[2J\r\n")},
      {"DEL in a header value", head("X-Any: a\x7f\r\n")},
      {"LF alone after the request line", "GET /x HTTP/1.1\nHost: a\r\n\r\n"},
      {"LF alone after a header", "GET /x HTTP/1.1\r\nHost: a\nX-Any: 1\r\n\r\n"},
      {"LF alone at the end", "GET /x HTTP/1.1\r\nHost: a\r\n\n"},
      {"CR alone in the request line", line("GET /x\rHTTP/1.1")},
      {"CR alone in a header value", head("X-Any: 1\rX-Other: 2\r\n")},
      {"CR alone at the end", "GET /x HTTP/1.1\r\nHost: a\r\n\rX: y\r\n\r\n"},
      {"CR CR LF", "GET /x HTTP/1.1\r\r\nHost: a\r\n\r\n"},
      {"chunk size of other letters", chunks("zz\r\nhello\r\n0\r\n\r\n")},
      {"chunk size with minus", chunks("-5\r\nhello\r\n0\r\n\r\n")},
      {"chunk size with 0x", chunks("0x5\r\nhello\r\n0\r\n\r\n")},
      {"empty chunk size", chunks("\r\nhello\r\n0\r\n\r\n")},
      {"chunk size past 64 bits", chunks("FFFFFFFFFFFFFFFF1\r\nhello\r\n0\r\n\r\n")},
      {"blank before the chunk size", chunks(" 5\r\nhello\r\n0\r\n\r\n")},
      {"blank after the chunk size", chunks("5 \r\nhello\r\n0\r\n\r\n")},
      {"chunk longer than its size", chunks("5\r\nhello!\r\n0\r\n\r\n")},
      {"chunk shorter than its size", chunks("6\r\nhello\r\n0\r\n\r\n")},
      {"chunk ended by LF alone", chunks("5\r\nhello\n0\r\n\r\n")},
      {"chunk size ended by LF alone", chunks("5\nhello\r\n0\r\n\r\n")},
      {"length in a trailer", chunks("5\r\nhello\r\n0\r\nContent-Length: 5\r\n\r\n")},
      {"coding in a trailer", chunks("5\r\nhello\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n")},
      {"HTTP/9.9", line("GET /x HTTP/9.9"), 505},
      {"HTTP/2.0", line("GET /x HTTP/2.0"), 505},
      {"HTTP/1.2", line("GET /x HTTP/1.2"), 505},
      {"HTTP/0.9", line("GET /x HTTP/0.9"), 505},
      {"the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
      {"version in lower case", line("GET /x http/1.1")},
      {"version with a letter behind", line("GET /x HTTP/1.1x")},
      {"version without a dot", line("GET /x HTTP/11")},
      {"no version", line("GET /x")},
      {"two blanks", line("GET  /x HTTP/1.1")},
      {"tab for a blank", line("GET\t/x HTTP/1.1")},
      {"blank behind the version", line("GET /x HTTP/1.1 ")},
      {"blank in the target", line("GET /x y HTTP/1.1")},
      {"blank before the method", line(" GET /x HTTP/1.1")},
      {"DEL in the target", line("GET /x\x7f HTTP/1.1")},
      {"first header line folded", "GET /x HTTP/1.1\r\n Host: a\r\n\r\n"},
      {"bad Connection list", head("Connection: close keep-alive\r\n")},
      {"a TLS hello", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 and so on\r\n\r\n"s},
  };
}

std::vector<RequestCase> casesRefusedByOurChecks() {
  return {
      {"two lengths that agree", lengths("Content-Length: 5\r\nContent-Length: 5\r\n")},
      {"a list of lengths that agree", lengths("Content-Length: 5, 5\r\n")},
      {"coding xchunked", coded("xchunked")},
      {"coding gzip, chunked", coded("gzip, chunked")},
      {"coding chunked, identity", coded("chunked, identity")},
      {"coding chunked twice in a list", coded("chunked, chunked")},
      {"coding chunked with a comma", coded("chunked,")},
      {"coding identity", coded("identity")},
      {"coding quoted", coded("\"chunked\"")},
      {"coding with a parameter", coded("chunked;q=1")},
      {"empty coding", coded("")},
      {"unknown coding with a length behind",
       lengths("Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n")},
      {"coding in HTTP/1.0",
       "POST /x HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
      {"no Host", host("")},
      {"two Hosts", host("Host: a\r\nHost: a\r\n")},
      {"two Hosts in HTTP/1.0", "GET /x HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"},
      {"empty Host", host("Host:\r\n")},
      {"Host with a blank", host("Host: a b\r\n")},
      {"Host with a path", host("Host: a/b\r\n")},
      {"Host with a user", host("Host: root@a\r\n")},
      {"Host that is a list", host("Host: a, b\r\n")},
      {"Host with a port beyond 16 bits", host("Host: a:70000\r\n")},
      {"Host with an empty port", host("Host: a:\r\n")},
      {"Host with a name for a port", host("Host: a:http\r\n")},
      {"Host of brackets only", host("Host: []\r\n")},
      {"header value folded", head("X-Any: 1\r\n 2\r\n")},
      {"coding folded", head("Transfer-Encoding:\r\n chunked\r\n") + "0\r\n\r\n"},
      {"header value folded with a tab", head("X-Any: 1\r\n\t2\r\n")},
      {"method in lower case", line("get /x HTTP/1.1")},
      {"method of 100 letters", line(many(100, 'M') + " /x HTTP/1.1")},
      {"method with a plus", line("GE+T /x HTTP/1.1")},
      {"absolute form of another host", line("GET http://b/x HTTP/1.1")},
      {"absolute form of another port", line("GET http://a:81/x HTTP/1.1")},
      {"absolute form with a user", line("GET http://root@a/x HTTP/1.1")},
      {"absolute form of another scheme", line("GET ftp://a/x HTTP/1.1")},
      {"absolute form without a host", line("GET http:///x HTTP/1.1")},
      {"authority form", line("GET a:80 HTTP/1.1")},
      {"CONNECT", line("CONNECT a:80 HTTP/1.1")},
      {"target without a slash", line("GET x HTTP/1.1")},
      {"target with a fragment", line("GET /x#y HTTP/1.1")},
      {"target beyond ASCII", line("GET /\xc3\xa9 HTTP/1.1")},
      {"asterisk for GET", line("GET * HTTP/1.1")},
      {"long chunk extension", chunks("5;x=" + many(300, 'y') + "\r\nhello\r\n0\r\n\r\n")},
      {"quote that stays open in a chunk extension", chunks("5;x=\"y\r\nhello\r\n0\r\n\r\n")},
      {"quote that stays open in the last chunk", chunks("5\r\nhello\r\n0;x=\"y\r\n\r\n")},
      {"NUL in a chunk extension", chunks("5;x=\"a\0b\"\r\nhello\r\n0\r\n\r\n"s)},
      {"chunk size of many zeros", chunks(many(1100, '0') + "5\r\nhello\r\n0\r\n\r\n")},
      {"endless trailers", chunks("5\r\nhello\r\n0\r\nX-Any: " + many(1100, 'y') + "\r\n\r\n")},
      {"two empty lines first", "\r\n\r\n" + line("GET /x HTTP/1.1")},
      {"unknown expectation", head("Expect: tea\r\n"), 417},
  };
}

std::vector<RequestCase> casesOverALimit() {
  const auto longLine = many(kCaseLineBytes, 'y');
  return {
      {"long request line", line("GET /" + longLine + " HTTP/1.1"), 414},
      {"long header", head("X-Any: " + longLine + "\r\n"), 431},
      {"long head",
       head(headers(60) + "a: " + longLine.substr(64) + "\r\nb: " + longLine.substr(64) +
            "\r\nc: " + longLine.substr(64) + "\r\nd: " + longLine.substr(64) + "\r\n"),
       431},
      {"one header too many", host("Host: a\r\n" + headers(kCaseHeaders)), 431},
      {"long body", head("Content-Length: 65\r\n") + many(65, 'y'), 413},
      {"long body that is awaited", head("Content-Length: 65\r\nExpect: 100-continue\r\n"), 413},
      {"long chunk", chunks("41\r\n" + many(65, 'y') + "\r\n0\r\n\r\n"), 413},
      {"many chunks",
       chunks("30\r\n" + many(48, 'y') + "\r\n30\r\n" + many(48, 'y') + "\r\n0\r\n\r\n"), 413},
  };
}

std::vector<RequestCase> legalCases() {
  return {
      {"absolute form of the same host", "GET http://A/x?y=1 HTTP/1.1\r\nHost: a\r\n\r\n", 200},
      {"absolute form without a path", "GET https://a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", 200},
      {"asterisk for OPTIONS", line("OPTIONS * HTTP/1.1"), 200},
      {"one empty line first", "\r\n" + line("GET /x HTTP/1.1"), 200},
      {"HTTP/1.0 without Host that stays", "GET /x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
       200},
      {"address of IPv6 for a Host", host("Host: [::1]:8080\r\n"), 200},
      {"name with a port for a Host", host("Host: shop_1.example-2.org:8080\r\n"), 200},
      {"coding in capitals", coded("CHUNKED"), 200},
      {"several chunks, an extension, a trailer",
       chunks("5;a=b;c=\"d e\"\r\nhello\r\n006\r\n, folk\r\n0\r\nX-Trailer: 1\r\n\r\n"), 200},
      {"an end in a trailer is no end", chunks("0\r\nConnection: close\r\n\r\n"), 200},
      {"an empty chunked body", chunks("0\r\n\r\n"), 200},
      {"a body of no length", head("Content-Length: 0\r\n"), 200},
      {"a post without a body", head(""), 200},
      {"a get with a body", "GET /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", 200},
      {"header value beyond ASCII, empty, tabbed", head("A: \xc3\xa9\r\nB:\r\nC:\t1\t2\t\r\n"),
       200},
      {"a method of another trade", line("PROPFIND /x HTTP/1.1"), 200},
      {"as many headers as allowed", host("Host: a\r\n" + headers(kCaseHeaders - 1)), 200},
      {"body as long as allowed", head("Content-Length: 64\r\n") + many(64, 'y'), 200},
      {"body that asks first and does not wait",
       head("Expect: 100-continue\r\nContent-Length: 5\r\n") + "hello", 200},
  };
}

}  // namespace hostler::testing
