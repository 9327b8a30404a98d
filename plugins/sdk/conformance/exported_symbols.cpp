#include "exported_symbols.h"

#include <cstring>
#include <fstream>
#include <iterator>
#include <link.h>
#include <stdexcept>

namespace hostler::conformance {
namespace {

using Head = ElfW(Ehdr);
using Section = ElfW(Shdr);
using Symbol = ElfW(Sym);

/// The bytes of a file, read where they are and nowhere else.
class Bytes {
 public:
  explicit Bytes(const std::string& file) {
    std::ifstream stream{file, std::ios::binary};
    text_.assign(std::istreambuf_iterator<char>{stream}, {});
  }

  template <class T>
  T at(std::size_t place) const {
    if (place > text_.size() || sizeof(T) > text_.size() - place) throw cutShort();
    T value;
    std::memcpy(&value, text_.data() + place, sizeof value);
    return value;
  }
  std::string textAt(std::size_t place) const {
    if (place >= text_.size()) throw cutShort();
    return text_.substr(place, text_.find('\0', place) - place);
  }

 private:
  static std::runtime_error cutShort() { return std::runtime_error{"the library is cut short"}; }
  std::string text_;
};

bool isExported(const Symbol& symbol) {
  const auto bind = ELF64_ST_BIND(symbol.st_info);
  return symbol.st_shndx != SHN_UNDEF && (bind == STB_GLOBAL || bind == STB_WEAK) &&
         ELF64_ST_VISIBILITY(symbol.st_other) == STV_DEFAULT;
}

}  // namespace

std::vector<std::string> exportedSymbols(const std::string& file) {
  const Bytes bytes{file};
  const auto head = bytes.at<Head>(0);
  if (std::memcmp(head.e_ident, ELFMAG, SELFMAG) != 0)
    throw std::runtime_error{file + " is not an ELF file"};
  const auto section = [&](std::size_t index) {
    return bytes.at<Section>(head.e_shoff + index * sizeof(Section));
  };
  std::vector<std::string> names;
  for (std::size_t i = 0; i < head.e_shnum; ++i) {
    const auto table = section(i);
    if (table.sh_type != SHT_DYNSYM) continue;
    const auto texts = section(table.sh_link);
    for (std::size_t at = 0; at + sizeof(Symbol) <= table.sh_size; at += sizeof(Symbol)) {
      const auto symbol = bytes.at<Symbol>(table.sh_offset + at);
      if (isExported(symbol)) names.push_back(bytes.textAt(texts.sh_offset + symbol.st_name));
    }
  }
  return names;
}

}  // namespace hostler::conformance
