"""The head that writes captions: a small transformer that reads words and looks at places."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn.attention import SDPBackend, sdpa_kernel

from photoclip.learning.pretraining.sight import trunk_shape
from photoclip.learning.pretraining.towers import Model

_DROPOUT = 0.1
_HEAD = 64  # width of an attention head, as in the text tower


def text_states(model: Model, tokens: Tensor) -> Tensor:
    """tokens (n, length) -> (n, length, width): each place knows the words up to it."""
    length = tokens.shape[1]
    x = model.token_embedding(tokens) + model.positional_embedding[:length]
    with sdpa_kernel(SDPBackend.MATH):
        return model.transformer(x, attn_mask=model.attn_mask[:length, :length])  # type: ignore[no-any-return]


class CaptionHead(nn.Module):
    """Says at each place which word comes next, from the words so far and the picture.

    Transformer layers with attention to the words before and to the picture's places, as in
    VirTex's textual head and CoCa's upper decoder. The words' output weights are the text
    tower's embeddings (tied, as in both papers).
    """

    def __init__(self, channels: int, width: int, layers: int, context: int) -> None:
        super().__init__()
        self.look = nn.Linear(channels, width)
        self.positions = nn.Parameter(torch.randn(context, width) * 0.01)
        layer = nn.TransformerDecoderLayer(
            width,
            max(1, width // _HEAD),
            4 * width,
            _DROPOUT,
            "gelu",
            batch_first=True,
            norm_first=True,
        )
        self.layers = nn.TransformerDecoder(layer, layers, nn.LayerNorm(width))

    def forward(self, words: Tensor, places: Tensor) -> Tensor:
        """words (n, length, width), places (n, p, channels) -> (n, length, width)."""
        length = words.shape[1]
        mask = nn.Transformer.generate_square_subsequent_mask(length, words.device, words.dtype)
        x = words + self.positions[:length]
        with sdpa_kernel(SDPBackend.MATH):  # as in the text tower: faster on short texts
            return self.layers(x, self.look(places), tgt_mask=mask, tgt_is_causal=True)  # type: ignore[no-any-return]


class Captioner(nn.Module):
    """A dual encoder's towers with a head that writes: one direction, or both (VirTex).

    `through_text` sends the words through the text tower first, which then learns to contrast
    and to caption at once (CoCa); otherwise the head reads the embeddings of the words alone.
    `words` are the tokens that can be said, sorted: a softmax over all 49,408 would cost most of
    a step, for tokens that no text here holds.
    """

    def __init__(
        self,
        model: Model,
        words: Tensor,
        *,
        layers: int,
        both_directions: bool,
        through_text: bool,
    ) -> None:
        super().__init__()
        self._towers = [model]  # a list: the towers' weights are not the head's
        self._through_text = through_text
        device = model.token_embedding.weight.device
        shape = trunk_shape(model)
        channels = shape[0] if len(shape) == 3 else shape[1]
        width, context = model.token_embedding.weight.shape[1], model.context_length
        kinds = ("forwards", "backwards") if both_directions else ("forwards",)
        self.heads = nn.ModuleDict(
            {kind: CaptionHead(channels, width, layers, context) for kind in kinds}
        ).to(device)
        self.words: Tensor
        self.register_buffer("words", words.to(device))

    @property
    def both_directions(self) -> bool:
        """Whether there is a head for texts from their last word to their first."""
        return "backwards" in self.heads

    def read(self, tokens: Tensor) -> Tensor:
        """tokens (n, length) -> (n, length, width), what the heads take in."""
        model = self._towers[0]
        if self._through_text:
            return text_states(model, tokens)
        return model.token_embedding(tokens)  # type: ignore[no-any-return]

    def forward(self, states: Tensor, places: Tensor, *, backward: bool = False) -> Tensor:
        """states (n, length, width), places (n, p, channels) -> logits (n, length, words)."""
        x = self.heads["backwards" if backward else "forwards"](states, places)
        return x @ self._towers[0].token_embedding.weight[self.words].T  # type: ignore[no-any-return]
