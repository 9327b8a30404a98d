#pragma once

#include <array>
#include <cstddef>

namespace hostler::lua {

/// The memory of one Lua state, with an end. Small blocks come from free lists by size, which makes
/// the short-lived tables of a batch much cheaper than malloc would, and all of it goes at once
/// with the arena. Not thread-safe, like the state.
class Arena {
 public:
  /// Hears of what a count of instructions does not show: one instruction can copy megabytes.
  class Watcher {
   public:
    virtual ~Watcher() = default;
    /// Another kWatchedVolume bytes were handed out, be they free again or not.
    virtual void onVolume() noexcept = 0;
    /// A block was refused. Lua collects its garbage and asks again, so this need not be the end.
    virtual void onRefusal() noexcept = 0;
  };
  static constexpr std::size_t kWatchedVolume = 1u << 20;

  Arena(std::size_t limitBytes, Watcher& watcher) : limit_{limitBytes}, watcher_{watcher} {}
  ~Arena();
  Arena(const Arena&) = delete;

  /// A lua_Alloc. Refuses (nullptr) what would go past the limit.
  static void* allocate(void* arena, void* block, std::size_t oldSize,
                        std::size_t newSize) noexcept;

  std::size_t used() const { return used_; }
  std::size_t peak() const { return peak_; }

 private:
  static constexpr std::size_t kGrain = 16, kLargestSmall = 512, kChunk = 32u << 10;
  struct Free {
    Free* next;
  };
  // Stands before each large block, so that those still held can be found at the end.
  struct alignas(std::max_align_t) Large {
    Large* previous;
    Large* next;
  };

  void* take(std::size_t size) noexcept;
  void give(void* block, std::size_t size) noexcept;
  void* takeLarge(std::size_t size) noexcept;
  void giveLarge(void* block) noexcept;
  bool fits(std::size_t oldSize, std::size_t newSize) noexcept;

  std::size_t limit_;
  Watcher& watcher_;
  std::size_t used_ = 0, peak_ = 0, volume_ = 0;
  std::size_t held_ = 0;  // chunks and large blocks: free lists of other sizes keep what they have
  std::array<Free*, kLargestSmall / kGrain + 1> free_{};
  std::byte* cursor_ = nullptr;  // the rest of the newest chunk, which is a large block itself
  std::byte* end_ = nullptr;
  Large* large_ = nullptr;
};

}  // namespace hostler::lua
