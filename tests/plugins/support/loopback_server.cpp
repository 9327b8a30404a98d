#include "tests/plugins/support/loopback_server.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <arpa/inet.h>
#include <cctype>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace hostler::testing {
namespace {

struct SslFree {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};
struct ContextFree {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};

std::size_t contentLength(std::string head) {
  std::ranges::transform(head, head.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const auto at = head.find("\r\ncontent-length:");
  return at == std::string::npos ? 0 : static_cast<std::size_t>(std::stoul(head.substr(at + 17)));
}

int boundListener(std::uint16_t& port) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (listener < 0 || ::bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      ::listen(listener, 64) != 0 ||
      ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error{"no port on loopback"};
  }
  port = ntohs(address.sin_port);
  return listener;
}

}  // namespace

struct LoopbackServer::Peer : Connection {
  ~Peer() override {
    if (thread.joinable()) thread.join();
    ssl.reset();
    if (socket >= 0) ::close(socket);
  }

  bool startTls(const TlsIdentity& identity);

  long receive(char* bytes, std::size_t size) {
    return ssl ? SSL_read(ssl.get(), bytes, static_cast<int>(size))
               : ::recv(socket, bytes, size, 0);
  }

  std::string readRequest() override {
    char bytes[16384];
    while (true) {
      const auto end = buffer.find("\r\n\r\n");
      if (end != std::string::npos) {
        const auto whole = end + 4 + contentLength(buffer.substr(0, end));
        if (buffer.size() >= whole) {
          auto request = buffer.substr(0, whole);
          buffer.erase(0, whole);
          return request;
        }
      }
      const auto got = receive(bytes, sizeof bytes);
      if (got <= 0) return {};
      buffer.append(bytes, static_cast<std::size_t>(got));
    }
  }
  std::string readLine() override {
    char bytes[16384];
    while (true) {
      if (const auto end = buffer.find('\n'); end != std::string::npos) {
        auto line = buffer.substr(0, end + 1);
        buffer.erase(0, end + 1);
        return line;
      }
      const auto got = receive(bytes, sizeof bytes);
      if (got <= 0) return {};
      buffer.append(bytes, static_cast<std::size_t>(got));
    }
  }
  void write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const long sent =
          ssl ? SSL_write(ssl.get(), bytes.data(),
                          static_cast<int>(std::min<std::size_t>(bytes.size(), 1 << 20)))
              : ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  void reset() override {
    const linger now{1, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    ::close(socket);
    socket = -1;
  }
  void waitForPeer() override {
    char bytes[256];
    while (receive(bytes, sizeof bytes) > 0) {
    }
  }
  void stop() {
    if (socket >= 0) ::shutdown(socket, SHUT_RDWR);
  }

  int socket = -1;
  std::unique_ptr<SSL_CTX, ContextFree> context;
  std::unique_ptr<SSL, SslFree> ssl;
  std::string buffer;
  std::thread thread;
};

bool LoopbackServer::Peer::startTls(const TlsIdentity& identity) {
  context.reset(SSL_CTX_new(TLS_server_method()));
  const std::unique_ptr<BIO, decltype(&BIO_free)> certificate{
      BIO_new_mem_buf(identity.certificatePem.data(),
                      static_cast<int>(identity.certificatePem.size())),
      &BIO_free};
  const std::unique_ptr<BIO, decltype(&BIO_free)> key{
      BIO_new_mem_buf(identity.keyPem.data(), static_cast<int>(identity.keyPem.size())), &BIO_free};
  const std::unique_ptr<X509, decltype(&X509_free)> x509{
      PEM_read_bio_X509(certificate.get(), nullptr, nullptr, nullptr), &X509_free};
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> pkey{
      PEM_read_bio_PrivateKey(key.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free};
  SSL_CTX_use_certificate(context.get(), x509.get());
  SSL_CTX_use_PrivateKey(context.get(), pkey.get());
  ssl.reset(SSL_new(context.get()));
  SSL_set_fd(ssl.get(), socket);
  return SSL_accept(ssl.get()) == 1;
}

LoopbackServer::LoopbackServer(Talk talk, std::optional<TlsIdentity> tls)
    : talk_{std::move(talk)}, tls_{std::move(tls)}, listener_{boundListener(port_)} {
  if (::pipe(wake_) != 0) throw std::runtime_error{"no pipe"};
  acceptor_ = std::thread{[this] { accept(); }};
}

LoopbackServer::~LoopbackServer() {
  [[maybe_unused]] const auto written = ::write(wake_[1], "x", 1);
  acceptor_.join();
  for (const auto& peer : peers_) peer->stop();
  peers_.clear();
  for (const int descriptor : {listener_, wake_[0], wake_[1]}) ::close(descriptor);
}

void LoopbackServer::accept() {
  while (true) {
    pollfd waits[2] = {{listener_, POLLIN, 0}, {wake_[0], POLLIN, 0}};
    if (::poll(waits, 2, -1) <= 0) continue;
    if (waits[1].revents != 0) return;
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) continue;
    ++connections_;
    auto& peer = *peers_.emplace_back(std::make_unique<Peer>());
    peer.socket = socket;
    peer.thread = std::thread{[this, &peer] {
      if (tls_ && !peer.startTls(*tls_)) return peer.stop();
      talk_(peer);
      // An orderly end: what was written still arrives.
      if (peer.socket >= 0) ::shutdown(peer.socket, SHUT_RDWR);
    }};
  }
}

std::string LoopbackServer::url(std::string_view path, std::string_view host) const {
  return std::string{tls_ ? "https://" : "http://"} + std::string{host} + ":" +
         std::to_string(port_) + std::string{path};
}

std::uint16_t closedPort() {
  std::uint16_t port = 0;
  ::close(boundListener(port));
  return port;
}

}  // namespace hostler::testing
