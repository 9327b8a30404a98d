#include "core/plugin_host/library_file.h"

#include <sodium.h>

#include <array>
#include <cstring>
#include <elf.h>
#include <fstream>
#include <link.h>
#include <stdexcept>
#include <vector>

namespace hostler::plugin {
namespace {

using Head = ElfW(Ehdr);
using Segment = ElfW(Phdr);

std::optional<Head> readHead(std::ifstream& stream) {
  Head head;
  if (!stream.read(reinterpret_cast<char*>(&head), sizeof head)) return std::nullopt;
  return std::memcmp(head.e_ident, ELFMAG, SELFMAG) == 0 ? std::optional{head} : std::nullopt;
}

/// What this program was built for is what its libraries must be built for.
const std::optional<Head>& ownHead() {
  static const auto head = [] {
    std::ifstream self{"/proc/self/exe", std::ios::binary};
    return readHead(self);
  }();
  return head;
}

bool isWhole(std::ifstream& stream, const Head& head, std::uintmax_t size) {
  if (head.e_phentsize != sizeof(Segment)) return false;
  for (unsigned i = 0; i < head.e_phnum; ++i) {
    Segment segment;
    stream.seekg(static_cast<std::streamoff>(head.e_phoff + i * sizeof segment));
    if (!stream.read(reinterpret_cast<char*>(&segment), sizeof segment)) return false;
    if (segment.p_offset > size || segment.p_filesz > size - segment.p_offset) return false;
  }
  // Sections come last in a file, so their table is what is missing first.
  return head.e_shoff + std::uint64_t{head.e_shentsize} * head.e_shnum <= size;
}

std::string hex(const std::array<unsigned char, crypto_hash_sha256_BYTES>& digest) {
  std::string text(2 * digest.size() + 1, '\0');
  ::sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
  text.pop_back();
  return text;
}

}  // namespace

std::optional<std::string> libraryFault(const std::filesystem::path& file) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  std::ifstream stream{file, std::ios::binary};
  if (error || !stream) return "it cannot be read";
  const auto head = readHead(stream);
  if (!head) return "it is not an ELF file";
  const auto& own = ownHead();
  const bool machine = own && head->e_machine == own->e_machine &&
                       std::memcmp(head->e_ident + EI_CLASS, own->e_ident + EI_CLASS, 2) == 0;
  if (!machine) return "it was built for another machine";
  if (head->e_type != ET_DYN) return "it is not a shared library";
  if (!isWhole(stream, *head, size)) return "it is cut short";
  return std::nullopt;
}

std::string sha256OfFile(const std::filesystem::path& file) {
  std::ifstream stream{file, std::ios::binary};
  if (!stream) throw std::runtime_error{"cannot read " + file.string()};
  crypto_hash_sha256_state state;
  ::crypto_hash_sha256_init(&state);
  std::vector<char> piece(64 * 1024);
  do {
    stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    ::crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(piece.data()),
                                static_cast<unsigned long long>(stream.gcount()));
  } while (stream);
  if (stream.bad()) throw std::runtime_error{"cannot read " + file.string()};
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest;
  ::crypto_hash_sha256_final(&state, digest.data());
  return hex(digest);
}

std::string sha256OfText(std::string_view text) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest;
  ::crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(text.data()),
                       text.size());
  return hex(digest);
}

}  // namespace hostler::plugin
