#include "tests/core/render/pdf_tools.h"

#include <arpa/inet.h>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace hostler::render {
namespace {

namespace fs = std::filesystem;

// What `tool FILE ending` prints about the PDF.
std::optional<std::string> ask(const char* tool, const std::string& pdf, const char* ending) {
  if (::access(tool, X_OK) != 0) return std::nullopt;
  auto name = (fs::temp_directory_path() / "hostler-pdf-test-XXXXXX").string();
  const int file = ::mkstemp(name.data());
  if (file < 0) throw std::runtime_error{"no file for the PDF"};
  ::close(file);
  std::ofstream{name, std::ios::binary} << pdf;
  const auto command = std::string{tool} + " " + name + " " + ending;
  const std::unique_ptr<FILE, int (*)(FILE*)> output{::popen(command.c_str(), "r"), &::pclose};
  std::string said;
  std::array<char, 4096> bytes{};
  while (const auto size = std::fread(bytes.data(), 1, bytes.size(), output.get())) {
    said.append(bytes.data(), size);
  }
  fs::remove(name);
  return said;
}

}  // namespace

int pagesOf(const std::string& pdf) {
  int pages = 0;
  for (std::size_t at = 0; (at = pdf.find("/Type /Page", at)) != std::string::npos; at += 11) {
    pages += pdf[at + 11] != 's';
  }
  return pages;
}

std::optional<std::string> textOf(const std::string& pdf) {
  return ask("/usr/bin/pdftotext", pdf, "-");
}

std::optional<std::string> fontsOf(const std::string& pdf) {
  return ask("/usr/bin/pdffonts", pdf, "");
}

std::vector<pid_t> childrenOfThisProcess() {
  std::vector<pid_t> children;
  for (const auto& thread : fs::directory_iterator{"/proc/self/task"}) {
    std::ifstream list{thread.path() / "children"};
    for (pid_t child = 0; list >> child;) children.push_back(child);
  }
  return children;
}

Canary::Canary() : socket_{::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)} {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(socket_, generic, size) != 0 || ::listen(socket_, 64) != 0 ||
      ::getsockname(socket_, generic, &size) != 0) {
    throw std::runtime_error{"no canary"};
  }
  port_ = ntohs(address.sin_port);
}

Canary::~Canary() {
  for (const int connection : held_) ::close(connection);
  ::close(socket_);
}

std::string Canary::url() const {
  return "http://127.0.0.1:" + std::to_string(port_);
}

int Canary::touched() {
  for (int connection = 0; (connection = ::accept(socket_, nullptr, nullptr)) >= 0;) {
    held_.push_back(connection);
  }
  return static_cast<int>(held_.size());
}

}  // namespace hostler::render
