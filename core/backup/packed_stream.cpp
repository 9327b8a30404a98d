#include "core/backup/packed_stream.h"

#include <string>
#include <zstd.h>

namespace hostler::backup {
namespace {

// Of the levels that cost less time than the database takes to be read, the smallest result.
constexpr int kLevel = 3;

struct Free {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

template <class T>
std::unique_ptr<T, Free> made(T* context) {
  if (context == nullptr) throw std::bad_alloc{};
  return std::unique_ptr<T, Free>{context};
}

std::size_t checked(std::size_t code) {
  if (ZSTD_isError(code) != 0)
    throw BackupError{std::string{"the backup cannot be unpacked: "} + ZSTD_getErrorName(code)};
  return code;
}

}  // namespace

struct PackingSink::State {
  std::unique_ptr<ZSTD_CCtx, Free> context = made(ZSTD_createCCtx());
  std::string out = std::string(ZSTD_CStreamOutSize(), '\0');
};

PackingSink::PackingSink(ByteSink& to) : to_{to}, state_{std::make_unique<State>()} {
  checked(ZSTD_CCtx_setParameter(state_->context.get(), ZSTD_c_compressionLevel, kLevel));
}

PackingSink::~PackingSink() = default;

void PackingSink::write(std::string_view bytes) {
  feed(bytes, false);
}

void PackingSink::finish() {
  feed({}, true);
  to_.finish();
}

void PackingSink::feed(std::string_view bytes, bool last) {
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  for (bool more = true; more;) {
    ZSTD_outBuffer out{state_->out.data(), state_->out.size(), 0};
    const auto left = checked(ZSTD_compressStream2(state_->context.get(), &out, &in,
                                                   last ? ZSTD_e_end : ZSTD_e_continue));
    if (out.pos > 0) to_.write(std::string_view{state_->out}.substr(0, out.pos));
    more = last ? left != 0 : in.pos < in.size;
  }
}

struct UnpackingSource::State {
  std::unique_ptr<ZSTD_DCtx, Free> context = made(ZSTD_createDCtx());
  std::string in = std::string(ZSTD_DStreamInSize(), '\0');
  std::size_t at = 0, size = 0;
  bool ended = false;
};

UnpackingSource::UnpackingSource(ByteSource& from)
    : from_{from}, state_{std::make_unique<State>()} {}

UnpackingSource::~UnpackingSource() = default;

std::size_t UnpackingSource::read(char* to, std::size_t size) {
  auto& state = *state_;
  ZSTD_outBuffer out{to, size, 0};
  while (out.pos < size && !state.ended) {
    // With nothing new in first: what did not fit last time may still be inside.
    ZSTD_inBuffer in{state.in.data(), state.size, state.at};
    state.ended = checked(ZSTD_decompressStream(state.context.get(), &out, &in)) == 0;
    state.at = in.pos;
    if (state.ended || out.pos == size || state.at < state.size) continue;
    state.size = from_.read(state.in.data(), state.in.size());
    state.at = 0;
    if (state.size == 0) throw BackupError{"the backup ends in the middle"};
  }
  if (out.pos < size && state.ended) {
    // Reading on to the seal's end is what tells that nothing is missing.
    char more = 0;
    if (state.at < state.size || from_.read(&more, 1) != 0)
      throw BackupError{"something stands behind the backup's content"};
  }
  return out.pos;
}

}  // namespace hostler::backup
