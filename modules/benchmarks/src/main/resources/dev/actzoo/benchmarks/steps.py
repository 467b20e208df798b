"""Training steps of ResNet, AlexNet and BERT in plain PyTorch.

Reads one JSON object from standard input: what to train, threads, warm-up and rounds.
Writes one to standard output: version, parameters, milliseconds of every step by memory format.
"""

import json
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F


class Block(nn.Module):
    def __init__(self, width_in, width, stride):
        super().__init__()
        self.stride = stride
        self.convolution1 = nn.Conv2d(width_in, width, 3, stride, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(width)
        self.convolution2 = nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(width)

    def forward(self, x):
        branch = F.relu(self.norm1(self.convolution1(x)), inplace=True)
        branch = self.norm2(self.convolution2(branch))
        if self.stride > 1:
            x = F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, 0, x.shape[1]))
        return F.relu(branch + x, inplace=True)


class Resnet(nn.Module):
    def __init__(self, spec):
        super().__init__()
        width = spec["width"]
        self.stem = nn.Conv2d(spec["channels"], width, 3, 1, 1, bias=False)
        self.norm = nn.BatchNorm2d(width)
        blocks = []
        for i in range(9):
            stride = 2 if i in (3, 6) else 1
            blocks.append(Block(width, width * stride, stride))
            width *= stride
        self.blocks = nn.Sequential(*blocks)
        self.logits = nn.Linear(width, spec["classes"])

    def forward(self, x):
        x = F.relu(self.norm(self.stem(x)), inplace=True)
        return self.logits(self.blocks(x).mean((2, 3)))


class Alexnet(nn.Module):
    def __init__(self, spec):
        super().__init__()
        w = spec["width"]
        side = spec["side"] // 8
        self.convolution1 = nn.Conv2d(spec["channels"], w, 5, 1, 2)
        self.convolution2 = nn.Conv2d(w, 2 * w, 5, 1, 2)
        self.convolution3 = nn.Conv2d(2 * w, 4 * w, 3, 1, 1)
        self.convolution4 = nn.Conv2d(4 * w, 4 * w, 3, 1, 1)
        self.convolution5 = nn.Conv2d(4 * w, 2 * w, 3, 1, 1)
        self.pool = nn.MaxPool2d(3, 2, 1)
        self.dense6 = nn.Linear(2 * w * side * side, 8 * w)
        self.dense7 = nn.Linear(8 * w, 8 * w)
        self.dropout = nn.Dropout(spec["dropout"])
        self.logits = nn.Linear(8 * w, spec["classes"])

    def forward(self, x):
        x = self.pool(F.relu(self.convolution1(x), inplace=True))
        x = self.pool(F.relu(self.convolution2(x), inplace=True))
        x = F.relu(self.convolution3(x), inplace=True)
        x = F.relu(self.convolution4(x), inplace=True)
        x = self.pool(F.relu(self.convolution5(x), inplace=True)).flatten(1)
        x = self.dropout(F.relu(self.dense6(x), inplace=True))
        x = self.dropout(F.relu(self.dense7(x), inplace=True))
        return self.logits(x)


class Encoder(nn.Module):
    def __init__(self, hidden, heads, dropout):
        super().__init__()
        self.heads = heads
        self.rate = dropout
        self.dropout = nn.Dropout(dropout)
        self.packed = nn.Linear(hidden, 3 * hidden)
        self.joined = nn.Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=1e-12)
        self.up = nn.Linear(hidden, 4 * hidden)
        self.down = nn.Linear(4 * hidden, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=1e-12)

    def attention(self, x):
        batch, length, hidden = x.shape
        size = hidden // self.heads
        packed = self.packed(x).view(batch, length, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        query, key, value = packed.unbind(0)
        if hasattr(F, "scaled_dot_product_attention"):
            out = F.scaled_dot_product_attention(query, key, value, dropout_p=self.rate)
        else:
            scores = torch.softmax((query * size**-0.5) @ key.transpose(-1, -2), -1)
            out = self.dropout(scores) @ value
        return self.joined(out.transpose(1, 2).reshape(batch, length, hidden))

    def forward(self, x):
        x = self.norm1(x + self.dropout(self.attention(x)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Bert(nn.Module):
    def __init__(self, spec):
        super().__init__()
        hidden = spec["hidden"]
        self.tokens = nn.Embedding(spec["vocabulary"], hidden)
        self.positions = nn.Parameter(torch.randn(spec["length"], hidden) * 0.02)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = nn.Dropout(spec["dropout"])
        self.blocks = nn.Sequential(
            *[Encoder(hidden, spec["heads"], spec["dropout"]) for _ in range(spec["blocks"])]
        )
        self.pooler = nn.Linear(hidden, hidden)
        self.logits = nn.Linear(hidden, spec["classes"])

    def forward(self, ids):
        x = self.dropout(self.norm(self.tokens(ids) + self.positions))
        x = torch.tanh(self.pooler(self.blocks(x)[:, 0]))
        return self.logits(self.dropout(x))


# A slow build of PyTorch gets fewer steps rather than many minutes.
WARM_UP_SECONDS = 20
SECONDS = 60
FEWEST = 3


def measure(net, batch, labels, spec):
    if "hidden" in spec:
        optimiser = torch.optim.AdamW(
            net.parameters(), lr=spec["rate"], weight_decay=spec["decay"]
        )
    else:
        optimiser = torch.optim.SGD(
            net.parameters(), lr=spec["rate"], momentum=spec["momentum"], nesterov=True
        )
    milliseconds = []
    begin = time.perf_counter()
    warm_up = spec["warmUp"]
    while len(milliseconds) < spec["rounds"]:
        start = time.perf_counter()
        if len(milliseconds) >= FEWEST and start - begin > SECONDS:
            break
        optimiser.zero_grad(set_to_none=True)
        loss = F.cross_entropy(net(batch), labels)
        loss.backward()
        optimiser.step()
        loss.item()
        if warm_up > 0 and start - begin < WARM_UP_SECONDS:
            warm_up -= 1
        else:
            milliseconds.append(1000 * (time.perf_counter() - start))
    return milliseconds


def blas():
    """The file names of the BLAS libraries in this process; empty where that is not told."""
    try:
        with open("/proc/self/maps", encoding="utf-8") as maps:
            files = {line.split("/")[-1].strip() for line in maps if "/" in line}
    except OSError:
        return ""
    return ", ".join(sorted(f for f in files if "blas" in f or "mkl" in f))


def main():
    spec = json.load(sys.stdin)
    torch.manual_seed(1)
    torch.set_num_threads(spec["threads"])
    labels = torch.arange(spec["batch"]) % spec["classes"]
    formats = {}
    if "hidden" in spec:
        net = Bert(spec).train()
        ids = torch.randint(0, spec["vocabulary"], (spec["batch"], spec["length"]))
        formats["batch first"] = measure(net, ids, labels, spec)
    else:
        images = torch.randn(spec["batch"], spec["channels"], spec["side"], spec["side"])
        for name, layout in (
            ("channels first", torch.contiguous_format),
            ("channels last", torch.channels_last),
        ):
            network = Alexnet if spec["network"] == "alexnet" else Resnet
            net = network(spec).train().to(memory_format=layout)
            batch = images.contiguous(memory_format=layout)
            formats[name] = measure(net, batch, labels, spec)
    json.dump(
        {
            "version": torch.__version__,
            "blas": blas(),
            "parameters": sum(p.numel() for p in net.parameters()),
            "milliseconds": formats,
        },
        sys.stdout,
    )


main()
